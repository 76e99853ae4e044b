"""What the loader gives: dicts and lists that know where each of their entries was written."""

from __future__ import annotations

from typing import Any, Protocol

from mcpgen.errors import Place

_COLUMN = 20
_LAST_COLUMN = (1 << _COLUMN) - 1
_POSITION = 46


class Mark(Protocol):
    """A position, counted from 0."""

    line: int
    column: int


class Map(dict[str, Any]):
    """A mapping with the position of every key and value; equal to a dict of the same entries."""

    __slots__ = ("file", "marks", "start")

    def __init__(self, file: str = "", start: int = 0) -> None:
        """An empty mapping of `file` that begins at the packed position `start`."""
        super().__init__()
        self.file = file
        self.start = start
        self.marks: dict[str, int] = {}


class Seq(list[Any]):
    """A list with the position of every item; equal to a list of the same items."""

    __slots__ = ("file", "marks", "start")

    def __init__(self, file: str = "", start: int = 0) -> None:
        """An empty list of `file` that begins at the packed position `start`."""
        super().__init__()
        self.file = file
        self.start = start
        self.marks: list[int] = []


def pack(mark: Mark) -> int:
    """A position as one small integer: a catalog of 10,000 servers has millions of them."""
    column = mark.column
    return mark.line << _COLUMN | (column if column < _LAST_COLUMN else _LAST_COLUMN)


def pair(key: int, value: int) -> int:
    """The packed positions of a key and its value as one integer."""
    return key << _POSITION | value


def unpack(file: str, position: int) -> Place:
    """The packed position as a place, counted from 1."""
    return Place(file, (position >> _COLUMN) + 1, (position & _LAST_COLUMN) + 1)


def empty(holder: Map, key: str) -> Map:
    """A mapping without entries that stands where `key` does."""
    return Map(holder.file, holder.marks[key] >> _POSITION)


def only(mapping: Map, key: str) -> Map:
    """The mapping without its other entries, each where it was. Raises KeyError."""
    found = Map(mapping.file, mapping.start)
    found[key] = mapping[key]
    found.marks[key] = mapping.marks[key]
    return found


def place(container: Map | Seq) -> Place:
    """Where the mapping or list begins."""
    return unpack(container.file, container.start)


def key_place(mapping: Map, key: str) -> Place:
    """Where the key stands. Raises KeyError."""
    return unpack(mapping.file, mapping.marks[key] >> _POSITION)


def value_place(container: Map | Seq, key: str | int) -> Place:
    """Where the value stands; a block collection stands where its first entry does. Raises KeyError, IndexError."""
    mark = container.marks[key]  # type: ignore[index]
    return unpack(container.file, mark & ((1 << _POSITION) - 1))
