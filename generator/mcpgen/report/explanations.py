"""Generated lines beside the catalog lines that they come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.stages.explanation import Explanation


_WIDEST = 72
"""The column for generated text is no wider; longer lines run over it."""


def explanations_text(found: Sequence[Explanation]) -> str:
    """Each generated line, and behind it the place in the catalog, or where one could be written."""
    width = min(max(len(each.text) for each in found), _WIDEST)
    return "\n".join(f"{each.line:4}  {each.text.ljust(width)}  {_from(each)}" for each in found)


def explanations_json(found: Sequence[Explanation]) -> str:
    """A JSON list with a mapping for each line."""
    return json.dumps(
        [
            {
                "line": each.line,
                "text": each.text,
                "field": each.field,
                "file": each.place.file,
                "catalogLine": each.place.line,
                "column": each.place.column,
                "written": each.written,
            }
            for each in found
        ],
        indent=2,
    )


def _from(each: Explanation) -> str:
    return f"{each.place} {each.field}" if each.written else f"default for {each.field} at {each.place}"
