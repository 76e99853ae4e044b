"""A danger of one object says which."""

from __future__ import annotations

from mcpgen.checks.dangers.danger import Danger, Severity, of
from tests.checks.dangers.samples import service, transition


def test_of_an_object() -> None:
    """Kind and name come from the pair."""
    (pair,) = transition([service()], []).pairs
    assert of(pair, "it goes", "keep it") == Danger("it goes", "keep it", "Service", "a")


def test_severities_are_words() -> None:
    """They stand in reports and on the command line."""
    assert [str(each) for each in Severity] == ["high", "medium"]
