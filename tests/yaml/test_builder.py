"""Containers from events: what stops the building, and what is told and passed over."""

from __future__ import annotations

import pytest
import yaml

from mcpgen.errors import Invalid
from mcpgen.yaml.builder import Builder


def built(text: str) -> Builder:
    """A builder that has taken every event of the text."""
    builder = Builder("f")
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        builder.take(event)
    return builder


def test_a_document() -> None:
    """The document is the value; nothing is wrong."""
    builder = built("a: [1, {b: c}]\n")
    assert (builder.value, builder.problems) == ({"a": [1, {"b": "c"}]}, [])


def test_problems_that_do_not_stop_it() -> None:
    """Duplicates, tags and a merge of a word are told, and reading goes on."""
    builder = built("a: 1\na: !x 2\nb: {<<: word}\nc: 3\n")
    assert [problem.message for problem in builder.problems] == [
        "the same key is already at f:1:1",
        "the tag `!x` has no meaning here",
        "`<<` takes a mapping or a list of mappings",
    ]
    assert builder.value["c"] == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("--- a\n--- b\n", "a second document begins"),
        ("a: *b\n", "the anchor `b` is not defined before this place"),
        ("a: &a [*a]\n", "the anchor `a` contains itself"),
        ("? [a]\n: 1\n", "a mapping or list stands where a key is due"),
        ("a: &k x\n*k : 1\n", "an alias stands where a key is due"),
    ],
)
def test_problems_that_stop_it(text: str, message: str) -> None:
    """What leaves no sensible way on ends the building."""
    with pytest.raises(Invalid) as raised:
        built(text)
    assert raised.value.problems[0].message == message
