"""Problems as lines that editors, terminals and people can read."""

from __future__ import annotations

from mcpgen.errors import Exit, Invalid, McpgenError, Place, Problem


def test_a_problem_is_one_line() -> None:
    """Place, field, what is wrong, what to write instead; absent parts leave no gap."""
    assert str(Problem(Place("c.yaml", 12, 7), "mcp.search.port", "expected 1-65535, got 99999", "write a port")) == (
        "c.yaml:12:7: mcp.search.port: expected 1-65535, got 99999, write a port"
    )
    assert str(Problem(Place("c.yaml"), "", "the file is empty")) == "c.yaml:1:1: the file is empty"


def test_no_terminal_is_taken_over() -> None:
    """Control characters of a catalog are shown, not sent."""
    assert str(Problem(Place("c"), "a\nb", "x\x1b[31m\u202e")) == "c:1:1: a\\nb: x\\x1b[31m\\u202e"


def test_invalid_sorts_and_tells_each_problem_once() -> None:
    """A mistake seen in two environments is one problem; the order is that of the file."""
    late, early = Problem(Place("c", 2), "b", "x"), Problem(Place("c", 1), "a", "x")
    error = Invalid([late, early, late])
    assert error.problems == (early, late)
    assert str(error) == "c:1:1: a: x\nc:2:1: b: x"


def test_exit_codes() -> None:
    """The codes that scripts rely on."""
    assert {code.name: int(code) for code in Exit} == {
        "CLEAN": 0, "CHANGES": 1, "USAGE": 2, "INVALID": 3, "CONFLICT": 4, "FAILURE": 5,
    }  # fmt: skip
    assert (Invalid.code, McpgenError.code) == (Exit.INVALID, Exit.FAILURE)
