"""The way to hook a cluster up, for people and for machines."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mcpgen.stages.bootstrap import Bootstrap, Made


def bootstrap_text(found: Bootstrap) -> str:
    """What stands beside the command: what is needed before, and what it makes."""
    lines = [
        "needed before:",
        *(f"  {each}" for each in found.needs),
        "makes:",
        *(f"  {_shown(each)}" for each in found.makes),
    ]
    if not found.synced:
        lines.append("the files are not as the catalog asks: run `mcpgen sync` and push before")
    return "\n".join(lines)


def bootstrap_json(found: Bootstrap) -> str:
    """One JSON object: the command, what it needs and makes, and whether its files are as the catalog asks."""
    return json.dumps(asdict(found), indent=2)


def _shown(made: Made) -> str:
    return f"{made.kind} {made.name}{f' in {made.namespace}' if made.namespace else ''}"
