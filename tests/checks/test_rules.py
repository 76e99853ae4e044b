"""All rules together."""

from __future__ import annotations

from mcpgen.checks.rules import check
from tests.checks.samples import broken, objects

NONE: frozenset[str] = frozenset()


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert check(objects(), objects(), exempt=NONE) == []


def test_what_has_been_judged_is_not_judged_again() -> None:
    """Rules between objects run when one of theirs is new; each object's own metadata only when it is."""
    found = broken("Service", "spec/selector", {"app": "y"})
    assert len(check(found, found, exempt=NONE)) == 1
    assert check(found, [], exempt=NONE) == []


def test_exemptions() -> None:
    """A variable that is said to be no secret is let be."""
    path = "spec/template/spec/containers/0"
    literal = broken("Deployment", f"{path}/env/-", {"name": "API_KEY", "value": "b7Gk29xQ"})
    assert len(check(literal, literal, exempt=NONE)) == 1
    assert check(literal, literal, exempt=frozenset({"API_KEY"})) == []
