"""Lint over whole servers: each remark as a problem at its line of the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mcpgen.catalog.edit import Edit
from mcpgen.checks.lint.remark import Severity, Subject
from mcpgen.checks.lint.rules import ESTATE_RULES, RULES, remarks, said
from mcpgen.errors import Problem
from mcpgen.streaming.intent import route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mcpgen.catalog.resolve import Server
    from mcpgen.checks.lint.estate import Estate, EstateRule
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


def linted_estate(estate: Estate, rules: Collection[EstateRule] = ESTATE_RULES) -> Iterator[Linted]:
    """What lint says of a whole environment."""
    for rule, each in said(estate, rules):
        problem = Problem(each.place, each.field, f"{rule.code}: {each.message}", each.remedy)
        yield Linted(rule.code, rule.severity, problem, each.fix)


def edits_by_file(found: Iterable[Linted]) -> dict[Path, set[Edit]]:
    """The edits that answer what was found, each once: catalog file → edits."""
    edits: dict[Path, set[Edit]] = {}
    for each in found:
        if each.fix:
            before, _, name = each.problem.field.partition(".ingress.annotations.")
            key = name or before.rpartition(".")[2]
            edit = Edit(each.problem.place, key, each.fix.rename, each.fix.entry, each.fix.comment)
            edits.setdefault(Path(each.problem.place.file), set()).add(edit)
    return edits
