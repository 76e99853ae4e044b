"""Lint over whole servers: each remark as a problem at its line of the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Severity, Subject
from mcpgen.checks.lint.rules import RULES, remarks
from mcpgen.errors import Problem
from mcpgen.streaming.intent import route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from mcpgen.catalog.resolve import Server
    from mcpgen.checks.lint.remark import Fix, Rule
    from mcpgen.manifests.objects import Object

_ERRORS = tuple(rule for rule in RULES if rule.severity is Severity.ERROR)


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


def lint_errors(server: Server, objects: Sequence[Object]) -> Iterator[Problem]:
    """What stops a sync."""
    return (found.problem for found in linted(server, objects, _ERRORS))
