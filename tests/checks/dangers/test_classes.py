"""All classes of dangers: their names, and what `--fail-on` makes of words."""

from __future__ import annotations

import pytest

from mcpgen.checks.dangers.classes import ALL, CLASSES, UNKNOWN, NoClass, dangers, failing
from mcpgen.errors import Exit
from tests.checks.dangers.samples import deployment, service, transition


def test_names_are_unique_words() -> None:
    """They stand on command lines, in links and in JSON."""
    names = [each.name for each in ALL]
    assert sorted(set(names)) == sorted(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)
    assert not {"any", "none", "high", "medium"} & set(names)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], []),
        (["none"], []),
        (["any"], [each.name for each in ALL]),
        (["high"], [each.name for each in ALL if each.severity == "high"]),
        (["pdb-removed", " server-removed "], ["server-removed", "pdb-removed"]),
        (["none", "medium", "pdb-removed"], [each.name for each in ALL if each.severity == "medium"]),
    ],
)
def test_what_words_mean(words: list[str], found: list[str]) -> None:
    """Names, severities, `any`, `none`; each class once, in the order of the report."""
    assert [each.name for each in failing(words)] == found


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("sever-removed", "did you mean server-removed?"),
        ("xyz", "write one of any, data-loss, digest-downgraded,"),
        ("", "write one of any,"),
    ],
)
def test_an_unknown_word(word: str, remedy: str) -> None:
    """Is a mistake on the command line, and told with what could have been meant."""
    with pytest.raises(NoClass, match=f"^--fail-on {word}: there is no such class of dangers: {remedy}") as told:
        failing([word])
    assert told.value.code is Exit.USAGE


def test_each_danger_is_told_once() -> None:
    """Two containers that say the same give two dangers; one and the same thing gives one."""
    gone = transition([service(), deployment()], [])
    assert [each.name for each, _ in dangers(gone)] == ["server-removed"]
    assert list(dangers(transition([service()], [service()]))) == []


def test_unknown_is_not_looked_for() -> None:
    """There are no objects to find it in."""
    assert UNKNOWN not in CLASSES
    assert list(UNKNOWN.check(transition([service()], []))) == []
