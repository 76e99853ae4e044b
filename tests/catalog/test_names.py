"""Names of servers and environments."""

from __future__ import annotations

import pytest

from mcpgen.catalog.names import LONGEST, name_problem


@pytest.mark.parametrize("name", ["a", "search", "mcp-2", "a" * LONGEST])
def test_sound(name: str) -> None:
    """A DNS label that begins with a letter and leaves room for suffixes."""
    assert name_problem(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "-a",
        "a-",
        "A",
        "a_b",
        "a.b",
        "1a",
        "a\n",
        "a" * (LONGEST + 1),
        "con",
        "lpt9",
        "groups",
        "..",
        "a/b",
        "à",
        "a\u0663",
    ],
)
def test_refused(name: str) -> None:
    """What Kubernetes, a file system or this layout cannot carry; nothing of it is a path that leads out (promise 7)."""
    assert name_problem(name) is not None
