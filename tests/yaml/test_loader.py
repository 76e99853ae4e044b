"""The strict loader as a whole: any bytes give a value or problems with places (promise 11)."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mcpgen.errors import Invalid
from mcpgen.yaml.loader import MOST_BYTES, load


def problems(data: bytes) -> list[str]:
    """What is wrong with the bytes, a line each."""
    with pytest.raises(Invalid) as raised:
        load(data, "f")
    return str(raised.value).splitlines()


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbfa: 1")
def test_any_bytes(data: bytes) -> None:
    """Random bytes never end in anything but a value or Invalid."""
    with suppress(Invalid):
        load(data, "f")


WORDS = st.sampled_from(
    [*"{}[]:,-?&*!|>'\"%@`#\n\t ", "a", "mcp", "<<: ", "*a", "&a ", "- ", ": ", "  ", "no", "22:30", "!!str ", "---\n"]
)


@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_mixture_of_yaml(text: str) -> None:
    """Random YAML punctuation never ends in anything but a value or Invalid."""
    with suppress(Invalid):
        load(text.encode(), "f")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=50))
def test_quoted_text_is_kept(text: str) -> None:
    """What PyYAML writes in double quotes is read back unchanged."""
    written = yaml.safe_dump({"k": text}, default_style='"', allow_unicode=False)
    assert load(written.encode(), "f") == {"k": text}


def test_all_problems_at_once() -> None:
    """Surprising scalars and duplicate keys do not hide each other."""
    assert problems(b"a: no\nb: 22:30\na: !x 1\n") == [
        'f:1:4: a: `no` is text to some YAML readers and not to others, write false, or put it in quotes: "no"',
        'f:2:4: b: `22:30` is read differently by YAML\'s versions, put it in quotes: "22:30"',
        "f:3:1: a: the same key is already at f:1:1, keep one of the two",
        "f:3:4: a: the tag `!x` has no meaning here, remove it",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[" * 100_000, "nested deeper than 64 levels"),
        (b"{a: " * 100_000, "nested deeper than 64 levels"),
        (b"a: " + b"1" + b":00" * 200_000, "read differently"),
        (b"#" * (MOST_BYTES + 1), "split it with `include`"),
        (b"a: '" + b"x" * 1_100_000 + b"'", "write at most"),
        (b"m: &m {a: 1}\nx:\n" + b"  - {<<: [" + b"*m," * 9 + b"*m]}\n" * 1, ""),
    ],
    ids=["brackets", "braces", "sexagesimal", "bytes", "scalar", "merge"],
)
def test_bombs_end_at_once(data: bytes, told: str) -> None:
    """Input made to exhaust a parser ends with a clear sentence; a harmless merge list just loads."""
    if told:
        assert told in problems(data)[0]
    else:
        assert load(data, "f")["x"][0] == {"a": 1}


def test_billions_of_laughs() -> None:
    """Anchors and merge keys that multiply are counted as expanded, and stopped."""
    laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True):
        laughs += f"{after}: &{after} [{','.join([f'*{before}'] * 10)}]\n"
    assert "anchors expand to more than" in problems(laughs.encode())[0]
    merges = "k0: &k0 {x: 1}\n"
    for n in range(1, 20):
        merges += f"k{n}: &k{n}\n  <<: [{','.join([f'*k{n - 1}'] * 8)}]\n  y{n}: 1\n"
    assert "anchors expand to more than" in problems(merges.encode())[0]


def test_anchors_and_merge_keys_work() -> None:
    """Ordinary anchors, aliases and `<<` do what YAML 1.1 says; own keys win, then the first mapping."""
    text = b"a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], x: 3}\nd: *a\n"
    assert load(text, "f") == {
        "a": {"x": 1, "y": 1},
        "b": {"y": 2, "z": 2},
        "c": {"x": 3, "y": 1, "z": 2},
        "d": {"x": 1, "y": 1},
    }


def nested(levels: int, inmost: str) -> str:
    """Mappings in mappings, that many of them, around a value."""
    return "{a: " * levels + inmost + "}" * levels


@pytest.mark.parametrize("holder", ["{}", "[{}]", "{{<<: {}, b: 1}}", "{{b: {{<<: {}}}}}"])
@pytest.mark.parametrize("anchored", [20, 40, 62])
def test_aliases_nest_no_deeper_than_brackets(holder: str, anchored: int) -> None:
    """What an alias leads to counts with all its levels, so that no walk over what was loaded can go too deep."""
    text = f"x: &x {nested(anchored, '1')}\ny: {holder.format('*x')}\n"
    added = {"[{}]": 1, "{{b: {{<<: {}}}}}": 1}.get(holder, 0)
    above = 64 - anchored - 1 - added
    for levels, fits in ((above, True), (above + 1, False)):
        whole = text.replace("y: ", "y: " + "{c: " * levels).rstrip() + "}" * levels
        if fits:
            assert depth(load(whole.encode(), "f")["y"]) == 63
        else:
            assert problems(whole.encode())[0].endswith("nested deeper than 64 levels by its aliases, flatten it")


def depth(value: Any) -> int:
    """How many containers stand in each other."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def test_merge_keys_add_no_level() -> None:
    """A long chain of mappings that build on each other is flat."""
    chain = "k0: &k0 {x0: 1}\n" + "".join(f"k{n}: &k{n} {{<<: [*k{n - 1}], x{n}: 1}}\n" for n in range(1, 100))
    assert load(chain.encode(), "f")["k99"] == {f"x{n}": 1 for n in range(100)}


def test_keys_are_text() -> None:
    """A key is the text that stands there, whatever it looks like."""
    assert load(b"no: 1\n1: 2\n22:30: 3\n", "f") == {"no": 1, "1": 2, "22:30": 3}


def test_the_collector_is_left_as_it_was() -> None:
    """Loading switches the garbage collector off and on again, also when it fails."""
    assert gc.isenabled()
    load(b"a: 1", "f")
    problems(b"[")
    assert gc.isenabled()
    gc.disable()
    load(b"a: 1", "f")
    assert not gc.isenabled()
    gc.enable()
