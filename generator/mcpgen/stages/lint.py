"""Lint over whole servers: each remark as a problem at its line of the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mcpgen.catalog.edit import Edit
from mcpgen.checks.lint.remark import Severity, Subject
from mcpgen.checks.lint.rules import RULES, remarks
from mcpgen.errors import Problem
from mcpgen.streaming.intent import route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mcpgen.catalog.resolve import Server
    from mcpgen.checks.lint.remark import Fix, Rule
    from mcpgen.manifests.objects import Object


@dataclass(frozen=True, slots=True)
class Linted:
    """A remark at its place: the rule's code and severity, and the edit that answers it, where there is one right answer."""

    code: str
    severity: Severity
    problem: Problem
    fix: Fix | None = None


def linted(server: Server, objects: Sequence[Object], rules: Collection[Rule] = RULES) -> Iterator[Linted]:
    """What lint says of a server in an environment, its finished objects at hand."""
    for rule, remark in remarks(Subject(server, route(server), objects), rules):
        place, name = server.origin.find(remark.path, at_key=remark.at_key)
        problem = Problem(place, name, f"{rule.code}: {remark.message}", remark.remedy)
        yield Linted(rule.code, rule.severity, problem, remark.fix)


def edits_by_file(found: Iterable[Linted]) -> dict[Path, set[Edit]]:
    """The edits that answer what was found, each once: catalog file → edits."""
    edits: dict[Path, set[Edit]] = {}
    for each in found:
        if each.fix:
            key = each.problem.field.partition(".ingress.annotations.")[2]
            edit = Edit(each.problem.place, key, each.fix.rename, each.fix.entry)
            edits.setdefault(Path(each.problem.place.file), set()).add(edit)
    return edits
