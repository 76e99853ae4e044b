"""The entries that the lines of a document begin."""

from __future__ import annotations

from mcpgen.errors import Place
from mcpgen.stages.explanation import Explanation, entries
from mcpgen.yaml.loader import load


def test_entries() -> None:
    """Each line with the path of its entry; of several on one line, the deepest."""
    document = load(b"a: 1\nb:\n  - c: 2\n    d: {e: 3}\n", "f")
    assert dict(entries(document)) == {1: ("a",), 2: ("b",), 3: ("b", 0, "c"), 4: ("b", 0, "d", "e")}


def test_explanation() -> None:
    """A line and its place, as values."""
    place = Place("catalog.yaml", 3, 5)
    assert Explanation(1, "x", "mcp.a", place, written=True) == Explanation(1, "x", "mcp.a", place, True)  # noqa: FBT003
