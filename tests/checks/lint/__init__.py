"""Tests of mcpgen.checks.lint: a file for each of its modules."""
