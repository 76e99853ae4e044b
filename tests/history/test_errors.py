"""The ways in which git cannot say what was end with codes of their own."""

from __future__ import annotations

from mcpgen.errors import Exit
from mcpgen.history.errors import UnknownRevision, Unreadable, Unversioned


def test_codes() -> None:
    """What the user wrote, or where, is usage; what is missing on the machine is a failure."""
    assert [each.code for each in (Unversioned, UnknownRevision, Unreadable)] == [Exit.USAGE, Exit.USAGE, Exit.FAILURE]
