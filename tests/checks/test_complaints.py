"""Suggestions for unknown names."""

from __future__ import annotations

from mcpgen.checks.complaints import near


def test_near() -> None:
    """The nearest known name, whatever its case; some of them where none is near; nothing to offer otherwise."""
    assert near("runasuser", ["runAsUser", "runAsGroup"]) == "did you mean `runAsUser`?"
    assert near("zzz", ["b", "a"]) == "known here: a, b"
    assert near("zzz", []) == "remove it"
