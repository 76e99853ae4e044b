"""Changed objects for people at a terminal, for machines, and for pull requests."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from typing import TYPE_CHECKING

from mcpgen.kustomize.difference import difference
from mcpgen.yaml.emitter import emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object
    from mcpgen.stages.difference import Changed

_SIGNS = {"create": "+", "update": "~", "delete": "-"}
_COLOURS = {"+": "32", "-": "31", "~": "33", "@": "36"}


def differences_text(changes: Sequence[Changed], *, colour: bool) -> str:
    """By object: a headline, then the changed lines of its YAML."""
    if not changes:
        return "no object changes"
    lines = [line for change in changes for line in (_headline(change), *changed_lines(change.old, change.new), "")]
    painted = [_painted(line) for line in lines] if colour else lines
    return "\n".join([*painted, _sum(changes)])


def differences_json(changes: Sequence[Changed]) -> str:
    """A JSON list of objects; what an update does is told as RFC 6902 operations."""
    found = [
        {
            "environment": change.environment,
            "server": change.server,
            "kind": change.kind,
            "name": change.name,
            "action": change.action,
            "operations": difference(change.old, change.new) if change.old and change.new else [],
        }
        for change in changes
    ]
    return json.dumps(found, indent=2)


def differences_markdown(changes: Sequence[Changed]) -> str:
    """For a pull request: a table of the objects, then each difference folded away."""
    if not changes:
        return "No object changes."
    rows = [f"| {change.environment} | {change.server or ''} | {change.kind} | {change.action} |" for change in changes]
    table = ["| Environment | Server | Object | Change |", "|---|---|---|---|", *rows]
    details = [line for change in changes for line in _details(change)]
    return "\n".join([f"**{_sum(changes)}**", "", *table, "", *details]).rstrip()


def _details(change: Changed) -> Iterator[str]:
    yield f"<details><summary>{_headline(change)}</summary>"
    yield from ("", "```diff", *changed_lines(change.old, change.new), "```", "", "</details>", "")


def _headline(change: Changed) -> str:
    whose = f"{change.environment}/{change.server}" if change.server else change.environment
    return f"{_SIGNS[change.action]} {whose}: {change.kind} {change.name}"


def changed_lines(old: Object | None, new: Object | None) -> Iterator[str]:
    """The unified difference of the two YAML texts, without its file names."""
    lines = difflib.unified_diff(_text(old), _text(new), lineterm="", n=3)
    for number, line in enumerate(lines):
        if number >= 2:
            yield line


def _text(subject: Object | None) -> list[str]:
    return emit(subject).splitlines() if subject else []


def _painted(line: str) -> str:
    colour = _COLOURS.get(line[:1])
    return f"\x1b[{colour}m{line}\x1b[0m" if colour else line


def _sum(changes: Sequence[Changed]) -> str:
    counts = Counter(change.action for change in changes)
    words = {"create": "created", "update": "updated", "delete": "deleted"}
    return "objects: " + ", ".join(f"{counts[action]} {word}" for action, word in words.items() if counts[action])
