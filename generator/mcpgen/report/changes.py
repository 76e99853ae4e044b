"""What a sync did, or would do, for people and for machines."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

from mcpgen.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.tree.plan import Conflict, Plan

_SHOWN = 40
"""Files named in a report for people, of each sort; the rest are counted."""


def changes_text(plan: Plan, *, written: bool) -> str:
    """The plan in lines: conflicts with their differences, else the files that change and a sum."""
    if plan.conflicts or plan.objections:
        return "\n".join([*_conflicts(plan), *_objections(plan)])
    if plan.clean:
        return f"nothing to do: {plan.kept} files are as the catalog asks"
    lines = [
        *_files("+", [change.path for change in plan.creates]),
        *_files("~", [change.path for change in plan.updates]),
    ]
    lines += _files("-", [change.path for change in plan.deletes])
    return "\n".join([*lines, _sum(plan, written=written)])


def changes_json(plan: Plan, *, written: bool, warnings: int = 0) -> str:
    """The plan as one JSON object: paths by what becomes of them, and how often lint warns."""
    carried_out = written and not plan.conflicts and not plan.objections
    found: dict[str, Any] = {
        "written": carried_out and bool(plan.changes),
        "created": [change.path for change in plan.creates],
        "updated": [change.path for change in plan.updates],
        "deleted": [change.path for change in plan.deletes],
        "kept": plan.kept,
        "conflicts": [{"path": each.change.path, "reason": each.reason} for each in plan.conflicts],
        "objections": list(plan.objections),
        "warnings": warnings,
    }
    return json.dumps(found, indent=2)


def _files(sign: str, paths: list[str]) -> Iterator[str]:
    yield from (f"{sign} {path}" for path in paths[:_SHOWN])
    if len(paths) > _SHOWN:
        yield f"{sign} … and {len(paths) - _SHOWN} more"


def _sum(plan: Plan, *, written: bool) -> str:
    counts = {"create": len(plan.creates), "update": len(plan.updates), "delete": len(plan.deletes)}
    parts = (f"{count} {word}d" if written else f"{count} to {word}" for word, count in counts.items() if count)
    return f"{', '.join(parts)}; {plan.kept} unchanged"


def _conflicts(plan: Plan) -> Iterator[str]:
    for conflict in plan.conflicts:
        yield printable(f"{conflict.change.path}: {conflict.reason}")
        yield from _difference(conflict)
    if plan.conflicts and all(conflict.final for conflict in plan.conflicts):
        yield "nothing was written"
    elif plan.conflicts:
        yield "nothing was written. Carry the change over into the catalog, or give it up with `--overwrite PATH` or `--force`"


def _objections(plan: Plan) -> Iterator[str]:
    yield from plan.objections
    if plan.objections:
        yield "nothing was written"


def _difference(conflict: Conflict) -> Iterator[str]:
    """What stands in the file against what would be written, as a unified difference."""
    old, new = conflict.change.old, conflict.change.new
    if old is None or new is None:
        return
    path = conflict.change.path
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), f"{path} (on disk)", f"{path} (wanted)", lineterm="", n=2)
    yield from (f"  {printable(line)}" for line in list(lines)[:60])
