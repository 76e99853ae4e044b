"""The table of servers by environment."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.stages.overview import Row

_HEAD = ("SERVER", "ENVIRONMENT", "IMAGE", "REPLICAS", "HOST", "DRIFT")


def overview_text(rows: Sequence[Row]) -> str:
    """Columns as wide as they need to be; digests cut to the twelve digits that people compare."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)


def overview_json(rows: Sequence[Row]) -> str:
    """A JSON list with a mapping for each row."""
    return json.dumps([asdict(row) for row in rows], indent=2)


def _cells(row: Row) -> tuple[str, ...]:
    name, _, digest = row.image.partition("@sha256:")
    image = f"{name}@{digest[:12]}" if digest else name
    return row.server, row.environment, image, row.replicas, row.host or "-", "drift" if row.drift else "-"
