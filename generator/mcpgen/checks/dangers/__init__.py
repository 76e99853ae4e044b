"""Dangers: what a change of a server's objects does to those who use it. One file for each family of classes."""
