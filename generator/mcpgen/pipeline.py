"""The whole flow on one page: text → catalog → servers → objects → base and overlay → files → plan → apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.resolve import Catalog, catalog
from mcpgen.catalog.source import read
from mcpgen.errors import Invalid
from mcpgen.stages.whole import all_files, rendered_servers
from mcpgen.tree.apply import apply
from mcpgen.tree.lock import locked
from mcpgen.tree.plan import Plan, Policy, plan
from mcpgen.tree.snapshot import survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mcpgen.stages.server import Rendered


def load(path: Path) -> Catalog:
    """The catalog at `path` and its includes, typed. Raises Invalid with all problems of its top level."""
    return catalog(read(path))


def generate(whole: Catalog, done: Callable[[], None] = lambda: None) -> dict[str, str]:
    """Every file that the catalog asks for: relative path → text. Raises Invalid with all problems."""
    return all_files(whole, done)


def compare(root: Path, wanted: dict[str, str], policy: Policy) -> Plan:
    """What a sync of `wanted` would do to the files under `root`."""
    return plan(wanted, survey(root, wanted), policy)


def sync(path: Path, policy: Policy, *, wait: float, done: Callable[[], None]) -> Plan:
    """Makes the tree beside the catalog what the catalog asks for, or changes nothing and raises."""
    root = path.parent
    with locked(root, wait):
        plan = compare(root, generate(load(path), done), policy)
        plan.refuse_conflicts()
        apply(root, plan)
    return plan


def render(path: Path, environment: str, server: str | None) -> Iterator[Rendered]:
    """The servers of an environment, or one of them, as values."""
    whole = load(path)
    return rendered_servers(whole, [server] if server else whole.names)
