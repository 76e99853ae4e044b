"""Problems, and their absence, for people and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.errors import Problem


def problems_json(problems: Iterable[Problem], warnings: int | None = None) -> str:
    """The problems as one JSON object, each with file, line, column, field, message and remedy, and how often lint warns."""
    found = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "field": problem.field,
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    counted = {} if warnings is None else {"warnings": warnings}
    return json.dumps({"valid": not found, "problems": found, **counted}, indent=2)


def problems_text(problems: Iterable[Problem]) -> str:
    """The problems, a line each, and how many they are."""
    lines = [str(problem) for problem in problems]
    return "\n".join([*lines, "1 problem" if len(lines) == 1 else f"{len(lines)} problems"])


def warned(warnings: int) -> str:
    """A last line that says how often lint warns; nothing where it does not."""
    return f"\nlint: {warnings} warning{'' if warnings == 1 else 's'}, see `mcpgen lint`" if warnings else ""
