"""Edits of a catalog's text that keep its comments and its layout: at a place, nothing else moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.errors import Invalid
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.errors import Place


@dataclass(frozen=True, slots=True)
class Edit:
    """At the key `old` that stands at `place`: another name for it, an entry on a line of its own below it, or a comment."""

    place: Place
    old: str
    rename: str | None = None
    below: tuple[str, str] | None = None
    comment: str | None = None


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """The text with the edits made, and how many were; one that does not find its key in block style is left out.

    So is one after which the text is no YAML any more: its key stands in braces that span lines.
    """
    ordered = sorted(set(edits), key=lambda each: (each.place.line, each.place.column), reverse=True)
    found, done = _edited(text, ordered)
    if not done or _loads(found):
        return found, done
    kept = 0
    for edit in ordered:
        found, done = _edited(text, [edit])
        if done and _loads(found):
            text, kept = found, kept + 1
    return text, kept


def _loads(text: str) -> bool:
    try:
        load(text.encode(), "")
    except Invalid:
        return False
    return True


def _edited(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """Made from the end on, so that the places of those before stay true."""
    lines = text.splitlines(keepends=True)
    done = 0
    for edit in edits:
        index, start = edit.place.line - 1, edit.place.column - 1
        if index < len(lines) and _is_key(lines[index], start, edit.old):
            _make(lines, index, start, edit)
            done += 1
    return "".join(lines), done


def _is_key(line: str, start: int, name: str) -> bool:
    """True where the line begins with the key, in quotes or without, and a colon behind it."""
    quoted = (name, f'"{name}"', f"'{name}'")
    return not line[:start].strip() and any(line[start:].startswith(f"{each}:") for each in quoted)


def _make(lines: list[str], index: int, start: int, edit: Edit) -> None:
    line = lines[index]
    if edit.rename:
        lines[index] = line[:start] + line[start:].replace(edit.old, edit.rename, 1)
    if edit.comment:
        _comment(lines, index, start, edit.comment)
    if edit.below:
        key, value = edit.below
        ending = _ending(lines)
        last = _last(lines, index, start)
        lines[last] = lines[last] if lines[last].endswith(("\n", "\r")) else f"{lines[last]}{ending}"
        lines.insert(last + 1, f'{line[:start]}{key}: "{value}"{ending}')


def _comment(lines: list[str], index: int, start: int, comment: str) -> None:
    """Puts the comment behind the line's value. One that is there moves above it, unless it is of the same sort."""
    text, ending = lines[index].rstrip("\r\n"), lines[index][len(lines[index].rstrip("\r\n")) :]
    value, mark, old = text.partition(" #")
    lines[index] = f"{value.rstrip()} {comment}{ending}"
    if mark and not old.lstrip().startswith(comment[2:4]):
        lines.insert(index, f"{text[:start]}#{old}{ending or _ending(lines)}")


def _last(lines: list[str], index: int, start: int) -> int:
    """The last line of the value that begins at `index`: what follows it deeper belongs to it."""
    last = index
    for number in range(index + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= start:
            break
        last = number if line.strip() else last
    return last


def _ending(lines: list[str]) -> str:
    """How the file ends its lines, as its first one does."""
    return "\r\n" if lines[0].endswith("\r\n") else "\n"
