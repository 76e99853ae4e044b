"""A generated line with what the catalog has to do with it, and the entries that a document's lines begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcpgen.yaml.nodes import Map, Seq, key_place, value_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.errors import Place
    from mcpgen.manifests.objects import PathInObject


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of a generated file: its number from 1, its text, and the catalog's field and place.

    `written` is False where a default of mcpgen wrote the line: then the place is where the field could be written.
    """

    line: int
    text: str
    field: str
    place: Place
    written: bool


def entries(document: Any) -> Iterator[tuple[int, PathInObject]]:
    """For each line that begins an entry, the entry's path; of several on one line, the deepest."""
    stack: list[tuple[Any, PathInObject]] = [(document, ())]
    found: dict[int, PathInObject] = {}
    while stack:
        value, path = stack.pop()
        entries: Any = value.items() if isinstance(value, Map) else enumerate(value) if isinstance(value, Seq) else ()
        for step, inner in entries:
            at = key_place(value, step) if isinstance(value, Map) else value_place(value, step)
            if len(path) >= len(found.get(at.line, ())):
                found[at.line] = (*path, step)
            stack.append((inner, (*path, step)))
    yield from found.items()
