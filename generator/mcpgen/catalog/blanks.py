"""Fields with nothing below them, as when all their lines are comments: which may be blank, and what is said of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mcpgen.catalog.origin import dotted
from mcpgen.errors import Problem
from mcpgen.yaml.nodes import Map, Seq, key_place, value_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mcpgen.catalog.origin import FieldPath

TOP = frozenset({"defaults", "mcp"})
"""Fields of the catalog that may be blank: they count as not written."""

ENVIRONMENT = frozenset({"defaults", "mcp", "infisical", "ingress", "networkPolicy"})
"""The same for an environment. A blank environment may not: it would take the servers of that environment away."""

_LAYERS = ("defaults", "delivery", "mcp")
"""Fields that hold layers, in which null removes what a lower layer says."""

_REMEDY = "write one, or remove the line"


def drop(top: Map) -> None:
    """Takes the blank fields that may be blank out of the catalog's top mapping."""
    _drop(top, TOP)
    blocks = top.get("environments")
    for block in blocks.values() if isinstance(blocks, Map) else ():
        if isinstance(block, Map):
            _drop(block, ENVIRONMENT)


def told(top: Map, found: Iterable[Problem]) -> list[Problem]:
    """The problems `found` in the top level and one for each blank in it, every blank once and at its own line."""
    blanks = {problem.field: problem for problem in _blanks(top, ())}
    problems = [_placed(problem, blanks) for problem in found]
    known = {problem.field for problem in problems}
    return [*problems, *(problem for field, problem in blanks.items() if field not in known)]


def _drop(block: Map, fields: frozenset[str]) -> None:
    for field in fields:
        if field in block and block[field] is None:
            del block[field]


def _placed(problem: Problem, blanks: dict[str, Problem]) -> Problem:
    """The problem at the line of the blank that it is about, if it is about one."""
    blank = blanks.get(problem.field)
    if blank is None:
        return problem
    says_nothing = problem.message.endswith(", got nothing")
    return replace(problem, place=blank.place, remedy=_REMEDY if says_nothing else problem.remedy)


def _blanks(value: Any, path: FieldPath) -> Iterator[Problem]:
    """Everything blank below `path` but in the layers."""
    steps: Iterable[Any] = value if isinstance(value, Map) else range(len(value)) if isinstance(value, Seq) else ()
    for step in steps:
        here = (*path, step)
        if value[step] is None:
            place = key_place(value, step) if isinstance(value, Map) else value_place(value, step)
            yield Problem(place, dotted(here), "expected a value, got nothing", _REMEDY)
        elif not (step in _LAYERS and len(path) in {0, 2}):
            yield from _blanks(value[step], here)
