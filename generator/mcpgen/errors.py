"""What can go wrong, as values: a Problem has a place, a field, what is wrong and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Exit(IntEnum):
    """The exit codes of every command; click and typer end usage errors with 2."""

    CLEAN = 0
    CHANGES = 1
    USAGE = 2
    INVALID = 3
    CONFLICT = 4
    FAILURE = 5


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: path as the user wrote it, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """The form that editors and terminals turn into a link: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `field` is a dotted path (`mcp.search.port`), empty where none applies."""

    place: Place
    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        """One line, safe to print: `file:line:column: field: what is wrong, what to write instead`."""
        what = f"{self.message}, {self.remedy}" if self.remedy else self.message
        return printable(": ".join(part for part in (str(self.place), self.field, what) if part))


def printable(line: str) -> str:
    """The line with control characters shown instead of sent to a terminal."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in line)


class McpgenError(Exception):
    """The base of all errors that end a command with one clear report and no traceback."""

    code: Exit = Exit.FAILURE


class Invalid(McpgenError):
    """The catalog, or what it asks for, is wrong. Carries every problem found, in order of place."""

    code = Exit.INVALID

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sorts and dedupes, so that a mistake seen in every environment is told once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """All problems, a line each."""
        return "\n".join(map(str, self.problems))
