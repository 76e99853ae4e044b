"""Positions of keys and values."""

from __future__ import annotations

from dataclasses import dataclass

from mcpgen.errors import Place
from mcpgen.yaml.loader import load
from mcpgen.yaml.nodes import Map, Seq, empty, key_place, only, pack, pair, place, unpack, value_place


@dataclass
class Mark:
    """A position as the parser tells it."""

    line: int
    column: int


TEXT = b"""\
a: 1
b:
  - x
  -  y: 2
c: {d: 'e'}
"""


def test_places() -> None:
    """Keys, values, items and containers stand where a person would point at, counted from 1."""
    data = load(TEXT, "f.yaml")
    assert key_place(data, "a") == Place("f.yaml", 1, 1)
    assert value_place(data, "a") == Place("f.yaml", 1, 4)
    assert value_place(data, "b") == Place("f.yaml", 3, 3)
    assert value_place(data["b"], 1) == Place("f.yaml", 4, 6)
    assert value_place(data["b"][1], "y") == Place("f.yaml", 4, 9)
    assert value_place(data["c"], "d") == Place("f.yaml", 5, 8)
    assert place(data["c"]) == Place("f.yaml", 5, 4)


def test_they_are_plain_data() -> None:
    """A Map is a dict and a Seq a list: equal to one of the same content."""
    data = load(TEXT, "f.yaml")
    assert data == {"a": 1, "b": ["x", {"y": 2}], "c": {"d": "e"}}
    assert isinstance(data, Map)
    assert isinstance(data["b"], Seq)


def test_empty_stands_at_its_key() -> None:
    """An empty mapping in place of nothing is told at the key."""
    data = load(b"a:\nb:\n", "f.yaml")
    assert place(empty(data, "b")) == Place("f.yaml", 2, 1)


def test_only() -> None:
    """One entry, where it was; the mapping itself is unchanged."""
    data = load(TEXT, "f.yaml")
    found = only(data, "c")
    assert found == {"c": {"d": "e"}}
    assert (key_place(found, "c"), place(found)) == (key_place(data, "c"), place(data))
    assert set(data) == {"a", "b", "c"}


def test_packing() -> None:
    """Far lines survive packing; a column past a million is cut."""
    assert unpack("f", pack(Mark(30_000_000, 7))) == Place("f", 30_000_001, 8)
    assert unpack("f", pack(Mark(0, 1 << 40))) == Place("f", 1, 1 << 20)
    mapping = Map("f")
    mapping.marks["k"] = pair(pack(Mark(4, 5)), pack(Mark(6, 7)))
    assert (key_place(mapping, "k"), value_place(mapping, "k")) == (Place("f", 5, 6), Place("f", 7, 8))
