"""Edits of a catalog's text that keep its comments and its layout: at a place, nothing else moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.errors import Place


@dataclass(frozen=True, slots=True)
class Edit:
    """At the key `old` that stands at `place`: another name for it, or an entry on a line of its own below it."""

    place: Place
    old: str
    rename: str | None = None
    below: tuple[str, str] | None = None


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """The text with the edits made, and how many were; one that does not find its key in block style is left out."""
    lines = text.splitlines(keepends=True)
    done = 0
    for edit in sorted(set(edits), key=lambda each: (each.place.line, each.place.column), reverse=True):
        line, start = lines[edit.place.line - 1], edit.place.column - 1
        if edit.rename and line[start:].startswith(edit.old):
            lines[edit.place.line - 1] = line[:start] + edit.rename + line[start + len(edit.old) :]
            done += 1
        elif edit.below and not line[:start].strip() and line[start:].startswith(edit.old):
            key, value = edit.below
            lines[edit.place.line - 1] = _ended(line)
            lines.insert(edit.place.line, f'{line[:start]}{key}: "{value}"\n')
            done += 1
    return "".join(lines), done


def _ended(line: str) -> str:
    """The line with an end, which the last of a file may lack."""
    return line if line.endswith("\n") else f"{line}\n"
