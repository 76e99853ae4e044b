"""Lint: what is allowed, and on a cluster does other than its author meant. One file for each family of rules."""
