"""Edits of a catalog's text: what they change, and that nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.catalog.edit import Edit, edited
from mcpgen.errors import Place
from mcpgen.yaml.loader import load

NAMES = st.from_regex(r"[a-z][a-z0-9./-]{0,20}", fullmatch=True)
VALUES = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
NOTES = st.sampled_from(["", "  # a note", "\t# : {a}"])
LONG = "a:\n  k: >-\n    v\n\n    w\n\n  # note\n"
TEXT = "a:\n  k: v  # note\n  l: w\n"


def renamed(line: int, column: int, old: str = "k") -> Edit:
    """A rename of `old` to `n`."""
    return Edit(Place("x", line, column), old, rename="n")


def below(line: int, column: int, old: str = "k") -> Edit:
    """An entry `e: "1"` below `old`."""
    return Edit(Place("x", line, column), old, below=("e", "1"))


@pytest.mark.parametrize(
    ("text", "edits", "found"),
    [
        (TEXT, [renamed(2, 3)], ("a:\n  n: v  # note\n  l: w\n", 1)),
        (TEXT, [below(2, 3)], ('a:\n  k: v  # note\n  e: "1"\n  l: w\n', 1)),
        (TEXT, [below(2, 3), below(2, 3)], ('a:\n  k: v  # note\n  e: "1"\n  l: w\n', 1)),
        (TEXT, [renamed(2, 3), below(3, 3, "l")], ('a:\n  n: v  # note\n  l: w\n  e: "1"\n', 2)),
        (TEXT, [], (TEXT, 0)),
        ('a:\n  "k": v\n', [renamed(2, 3)], ('a:\n  "n": v\n', 1)),
        ("a:\n  'k': v\n", [renamed(2, 3)], ("a:\n  'n': v\n", 1)),
        ("a:\n  k: v", [below(2, 3)], ('a:\n  k: v\n  e: "1"\n', 1)),
        ("a:\r\n  k: v", [below(2, 3)], ('a:\r\n  k: v\r\n  e: "1"\r\n', 1)),
        (LONG, [below(2, 3)], ('a:\n  k: >-\n    v\n\n    w\n  e: "1"\n\n  # note\n', 1)),
        ("a: {k: v}\n", [renamed(1, 5), below(1, 5)], ("a: {k: v}\n", 0)),
        ("a: {\n  k: v}\n", [renamed(2, 3)], ("a: {\n  n: v}\n", 1)),
        ("a: {\n  k: v}\n", [below(2, 3)], ("a: {\n  k: v}\n", 0)),
        ("a: {\n  k: v}\nl: w\n", [below(2, 3), renamed(3, 1, "l")], ("a: {\n  k: v}\nn: w\n", 1)),
        ("a:\n  k: v\n  n: w\n", [renamed(2, 3)], ("a:\n  k: v\n  n: w\n", 0)),
        (TEXT, [renamed(2, 4), renamed(3, 3), renamed(9, 1)], (TEXT, 0)),
        ("a:\n  kk: v\n", [renamed(2, 3)], ("a:\n  kk: v\n", 0)),
        ("", [renamed(1, 1)], ("", 0)),
    ],
    ids=[
        "rename", "below", "once", "both", "none", "double quotes", "single quotes", "no last line end", "CRLF", "long value",
        "braces", "braces over lines", "braces do not take lines", "others are made",
        "a name that is there", "elsewhere", "longer name", "empty",
    ],
)  # fmt: skip
def test_edits(text: str, edits: list[Edit], found: tuple[str, int]) -> None:
    """Made at their places from the end on; one that does not find its key is left out."""
    assert edited(text, edits) == found


@given(st.dictionaries(NAMES, st.tuples(VALUES, NOTES), min_size=1, max_size=6), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_a_rename_changes_its_line_alone(entries: dict[str, tuple[str, str]], data: st.DataObject, end: str) -> None:
    """Comments, line ends and all other lines stay as they are."""
    lines = [f'  "{key}": x{value}{note}' for key, (value, note) in entries.items()]
    index = data.draw(st.integers(0, len(lines) - 1))
    key = list(entries)[index]
    text = end.join(["a:", *lines, ""])
    wanted = end.join(["a:", *lines[:index], lines[index].replace(f'"{key}"', '"N"', 1), *lines[index + 1 :], ""])
    assert edited(text, [Edit(Place("x", index + 2, 3), key, rename="N")]) == (wanted, 1)


@given(st.dictionaries(NAMES, st.tuples(VALUES, NOTES), min_size=1, max_size=6), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_an_entry_below_is_one_line_more(entries: dict[str, tuple[str, str]], data: st.DataObject, end: str) -> None:
    """Without it the text is the old one; with it the catalog holds one entry more."""
    lines = [f'  "{key}": x{value}{note}' for key, (value, note) in entries.items()]
    index = data.draw(st.integers(0, len(lines) - 1))
    text = end.join(["a:", *lines, ""])
    found, done = edited(text, [Edit(Place("x", index + 2, 3), list(entries)[index], below=("N", "1"))])
    wanted = end.join(["a:", *lines[: index + 1], '  N: "1"', *lines[index + 1 :], ""])
    assert (found, done) == (wanted, 1)
    assert load(found.encode(), "x") == {"a": {**{key: f"x{value}" for key, (value, _) in entries.items()}, "N": "1"}}


MARK = '# {"m": 1}'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a:\n  k: v\n", f"a:\n  k: v {MARK}\n"),
        ("a:\r\n  k: v  \r\n", f"a:\r\n  k: v {MARK}\r\n"),
        ("a:\n  k: v", f"a:\n  k: v {MARK}"),
        ("a:\n  k: v  # note\n  l: w\n", f"a:\n  # note\n  k: v {MARK}\n  l: w\n"),
        ("a:\n  k: v # note", f"a:\n  # note\n  k: v {MARK}"),
        ('a:\n  k: v # {"m": 0}\n', f"a:\n  k: v {MARK}\n"),
        ("a: {k: v}\n", None),
    ],
)
def test_a_comment_behind_a_value(text: str, found: str | None) -> None:
    """It must stand alone: another comment moves to a line of its own, and an older one of its sort goes."""
    edit = Edit(Place("x", 2 if found else 1, 3 if found else 5), "k", comment=MARK)
    assert edited(text, [edit]) == (text if found is None else found, int(found is not None))
