"""Problems, and their absence, for people and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.errors import Problem


def problems_json(problems: Iterable[Problem]) -> str:
    """The problems as one JSON object, each with file, line, column, field, message and remedy."""
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
    return json.dumps({"valid": not found, "problems": found}, indent=2)


def problems_text(problems: Iterable[Problem]) -> str:
    """The problems, a line each, and how many they are."""
    lines = [str(problem) for problem in problems]
    return "\n".join([*lines, "1 problem" if len(lines) == 1 else f"{len(lines)} problems"])
