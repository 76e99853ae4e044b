"""Refusals and their exit codes."""

from __future__ import annotations

from mcpgen.errors import Exit
from mcpgen.tree.errors import Failed, Outside, Refused, Unknown


def test_codes() -> None:
    """Each has the exit code that the documentation names; a refusal keeps its lines."""
    assert (Outside.code, Refused.code, Failed.code) == (Exit.INVALID, Exit.CONFLICT, Exit.FAILURE)
    assert Unknown.code == Exit.USAGE
    error = Refused(["a", "b"])
    assert (error.lines, str(error)) == (("a", "b"), "a\nb")
