"""The emitter: what it writes, that every reader takes it alike, and what it refuses."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.yaml.emitter import Unwritable, emit
from mcpgen.yaml.loader import load
from tests.tools import run, tool

if TYPE_CHECKING:
    from pathlib import Path

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\x00\x7f\ufffe\uffff", exclude_categories=["Cs"]).filter(
    lambda each: not 0x7F <= ord(each) <= 0x9F
)
TEXT = st.text(CHARACTERS, max_size=20).filter(lambda text: text[:1] != "\t" or "\n" not in text)
KEYS = TEXT.filter(lambda text: text != "<<")
LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT
DATA = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


SHARED = {"a": 1}
WHOLE = {
    "name": "server",
    "image": "ghcr.io/org/server:v1",
    "count": 3,
    "on": True,
    "nothing": None,
    "empty": {},
    "none": [],
    "args": ["--port", "8000", "yes", "", "a: b", "# c", "100m", "10.0.0.0/8", "../../../base/x"],
    "nested": [[1, [2]], {"x": {"p": "z"}, "w": [SHARED, SHARED]}],
    "script": "set -e\nrun it\n",
    "open": "a\nb",
    "more": "a\n\n",
    "odd": " leading\nspace",
    "8080": "0o17",
    "half": 0.5,
}

WHOLE_TEXT = """\
name: server
image: ghcr.io/org/server:v1
count: 3
"on": true
nothing: null
empty: {}
none: []
args:
  - "--port"
  - "8000"
  - "yes"
  - ""
  - "a: b"
  - "# c"
  - 100m
  - 10.0.0.0/8
  - ../../../base/x
nested:
  - - 1
    - - 2
  - x:
      p: z
    w:
      - a: 1
      - a: 1
script: |
  set -e
  run it
open: |-
  a
  b
more: |+
  a

odd: " leading\\nspace"
"8080": "0o17"
half: 0.5
"""


def test_whole_output() -> None:
    """Block style, indented lists, insertion order, quotes only where they are needed, no anchors."""
    assert emit(WHOLE) == WHOLE_TEXT


@given(DATA)
def test_round_trip_by_our_loader(data: Any) -> None:
    """Whatever is written is read back equal, with the same types."""
    assert repr(load(emit({"k": data}).encode(), "f")) == repr({"k": data})


@given(st.dictionaries(KEYS, TEXT, max_size=5))
def test_round_trip_by_pyyaml(data: dict[str, str]) -> None:
    """A YAML 1.1 reader, with all its surprises, reads the same text."""
    assert yaml.load(emit(data), yaml.CSafeLoader) == data


ODD = [
    "", " ", "\n", "a\nb", "a\n", "a\n\n", "\na", " a\nb", "a\n b\n", "a \nb", "é", "日本", "😀", "\x01", "\u2028",
    "\ufeff", "a\tb", "\ta", "a\r\nb", "'", '"', '\\', "a#b", "a #b", "${x}", "$(x)", "100m", "15m0s", "1.2.3.4/5",
]  # fmt: skip


def systematic() -> list[str]:
    """Strings that YAML readers disagree on, and their neighbours."""
    words = """y n yes no on off true false null ~ inf nan .inf -.inf .nan = << - -- --- ... ? : # & * ! | > % @ ` [] {} ''"""
    numbers = [
        "".join(parts)
        for parts in product(
            ("", "-", "+", "0", "0o", "0x", "0b", "."),
            ("1", "08", "17", "1_000", "1f"),
            ("", ".", ".5", "e3", "e56", ":30", "-01-01"),
        )
    ]
    cases = [
        form
        for word in words.split()
        for form in (word, word.upper(), word.capitalize(), f"{word} ", f" {word}", f"{word}: x", f"x {word}")
    ]
    return list(dict.fromkeys([*cases, *numbers, *ODD]))


def test_go_reads_the_same(tmp_path: Path) -> None:
    """Hundreds of strings through a real kustomize, Go's parser and printer, come back unchanged (promise 10)."""
    strings = systematic()
    data = {f"k{number}": text for number, text in enumerate(strings)}
    document = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "strings"}, "data": data}
    (tmp_path / "strings.yaml").write_text(emit(document), encoding="utf-8")
    (tmp_path / "kustomization.yaml").write_text("resources: [strings.yaml]\n")
    built = yaml.load(run(tool("kustomize"), "build", tmp_path), yaml.BaseLoader)
    assert len(strings) > 400
    assert {key: text for key, text in built["data"].items() if text != data[key]} == {}


@given(st.lists(TEXT, min_size=1, max_size=200))
def test_go_reads_random_text_the_same(tmp_path_factory: pytest.TempPathFactory, strings: list[str]) -> None:
    """Random text, in batches, through a real kustomize."""
    folder = tmp_path_factory.mktemp("random")
    data = {f"k{number}": text for number, text in enumerate(strings)}
    document = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "strings"}, "data": data}
    (folder / "strings.yaml").write_text(emit(document), encoding="utf-8")
    (folder / "kustomization.yaml").write_text("resources: [strings.yaml]\n")
    assert yaml.load(run(tool("kustomize"), "build", folder), yaml.BaseLoader)["data"] == data


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"a": ["x", "y\x00"]}, ("a", 1)),
        ({"a": {"b": "\x85"}}, ("a", "b")),
        ({"a": "\ud800"}, ("a",)),
        ({"a": {"<<": 1}}, ("a", "<<")),
        ({"a": "\tx\ny"}, ("a",)),
        ({"a": float("nan")}, ("a",)),
        ({"a": [1, (2,)]}, ("a", 1)),
        ({"a": {1: 2}}, ("a", 1)),
        ({"a": 2**64}, ("a",)),
    ],
)
def test_what_kustomize_cannot_carry(data: Any, path: tuple[str | int, ...]) -> None:
    """It is refused, with the way to it."""
    with pytest.raises(Unwritable) as raised:
        emit(data)
    assert raised.value.path == path
    assert raised.value.reason
