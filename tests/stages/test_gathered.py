"""What is kept of servers that are rendered: parts that add up to the whole."""

from __future__ import annotations

from mcpgen.checks.routes import Route
from mcpgen.errors import Place, Problem
from mcpgen.stages.delivery import Census
from mcpgen.stages.gathered import Gathered, warning
from tests.delivery.samples import small

A = Route("a", "Ingress", "a", ("spec",), ("path", "a.example.com", "/"), "taken", "choose another")
B = Route("b", "Ingress", "b", ("spec",), ("path", "b.example.com", "/"), "taken", "choose another")
WRONG = Problem(Place("catalog.yaml", 7, 5), "mcp.a.port", "is wrong", "write another")


def one() -> Gathered:
    """A server in two environments."""
    return Gathered(
        {"base/a/service.yaml": "a"},
        {"production": ["a"], "staging": ["a"]},
        Census({"production": [small("a")]}, {"production": 4, "staging": 4}),
        {"production": [A]},
        [WRONG],
        {("mcp.a.image.tag", "moves", "write a version"), ("defaults.port", "odd", "write another")},
    )


def other() -> Gathered:
    """Another server, in one of these and a third."""
    return Gathered(
        {"base/b/service.yaml": "b"},
        {"staging": ["b"], "testing": ["b"]},
        Census({"staging": [small("b")]}, {"staging": 3, "testing": 3}),
        {"production": [B], "testing": [B]},
        [WRONG],
        {("mcp.b.image.tag", "moves", "write a version"), ("defaults.port", "odd", "write another")},
    )


BOTH = Gathered(
    {"base/a/service.yaml": "a", "base/b/service.yaml": "b"},
    {"production": ["a"], "staging": ["a", "b"], "testing": ["b"]},
    Census({"production": [small("a")], "staging": [small("b")]}, {"production": 4, "staging": 7, "testing": 3}),
    {"production": [A, B], "testing": [B]},
    [WRONG, WRONG],
    {
        ("mcp.a.image.tag", "moves", "write a version"),
        ("mcp.b.image.tag", "moves", "write a version"),
        ("defaults.port", "odd", "write another"),
    },
)


def test_parts_add_up() -> None:
    """Files, servers and routes by environment, census and problems; a warning that two servers share is one."""
    whole = Gathered()
    whole.add(one())
    whole.add(other())
    assert whole == BOTH


def test_what_is_added_stays_as_it_was() -> None:
    """What comes later goes into the whole, not into the parts before it."""
    whole, first, second = Gathered(), one(), other()
    for part in (first, second, one()):
        whole.add(part)
    assert (first, second) == (one(), other())


def test_a_warning_does_not_say_where_it_stands() -> None:
    """The same one in another line is equal; another field, message or remedy is another."""
    assert warning(WRONG) == ("mcp.a.port", "is wrong", "write another")
    assert warning(Problem(Place("other.yaml", 70, 1), "mcp.a.port", "is wrong", "write another")) == warning(WRONG)
