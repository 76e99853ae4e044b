"""The whole flow on one page: text → catalog → servers → objects → base and overlay → files → plan → apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.resolve import Catalog, catalog
from mcpgen.catalog.source import read
from mcpgen.stages.whole import all_files
from mcpgen.tree.apply import apply
from mcpgen.tree.guard import objections
from mcpgen.tree.lock import locked
from mcpgen.tree.plan import Plan, Policy, plan
from mcpgen.tree.snapshot import survey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def load(path: Path) -> Catalog:
    """The catalog at `path` and its includes, typed. Raises Invalid with all problems of its top level."""
    return catalog(read(path))


def generate(path: Path, done: Callable[[], None]) -> dict[str, str]:
    """Every file that the catalog asks for: relative path → text. Raises Invalid with all problems."""
    return all_files(load(path), done)


def compare(path: Path, policy: Policy, done: Callable[[], None]) -> Plan:
    """What a sync would do to the files beside the catalog. Raises Invalid; writes nothing."""
    return _compare(path.parent, generate(path, done), policy)


def sync(path: Path, policy: Policy, *, wait: float, done: Callable[[], None]) -> Plan:
    """Makes the files beside the catalog what it asks for: all of them or none. Raises McpgenError.

    A plan with conflicts or objections is returned as it is, and nothing was written.
    """
    with locked(path.parent, wait):
        found = compare(path, policy, done)
        if not found.conflicts and not found.objections:
            apply(path.parent, found)
        return found


def _compare(root: Path, wanted: Mapping[str, str], policy: Policy) -> Plan:
    snapshot = survey(root, wanted)
    found = plan(wanted, snapshot, policy)
    return found.with_objections(objections(wanted, found, snapshot, policy))
