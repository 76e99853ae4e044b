"""The whole flow on one page: text → catalog → servers → objects → base and overlay → files → plan → apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.catalog.complaints import suggestion
from mcpgen.catalog.resolve import Catalog, catalog
from mcpgen.catalog.source import read
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.kustomize.build import order
from mcpgen.kustomize.read import environments, objects
from mcpgen.stages.difference import Changed, changed
from mcpgen.stages.explain import Explanation, explain
from mcpgen.stages.overview import Row, rows
from mcpgen.stages.whole import all_files, rendered_servers
from mcpgen.tree.apply import apply
from mcpgen.tree.guard import objections
from mcpgen.tree.lock import locked
from mcpgen.tree.plan import Plan, Policy, plan
from mcpgen.tree.snapshot import paths, reader, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from mcpgen.manifests.objects import Object
    from mcpgen.stages.server import Rendered


@dataclass(frozen=True, slots=True)
class Work:
    """How the work goes: `done` hears of finished files, `workers` processes share it."""

    done: Callable[[int], None] = lambda _: None
    workers: int = 1


def load(path: Path) -> Catalog:
    """The catalog at `path` and its includes, typed. Raises Invalid with all problems of its top level."""
    found = catalog(read(path))
    if found.problems:
        raise Invalid(found.problems)
    return found


def generate(path: Path, work: Work) -> dict[str, str]:
    """Every file that the catalog asks for: relative path → text. Raises Invalid with all problems."""
    return all_files(catalog(read(path)), work.done, work.workers)


def compare(path: Path, policy: Policy, work: Work) -> Plan:
    """What a sync would do to the files beside the catalog. Raises Invalid; writes nothing."""
    return _compare(path.parent, generate(path, work), policy)


def sync(path: Path, policy: Policy, work: Work, wait: float) -> Plan:
    """Makes the files beside the catalog what it asks for: all of them or none. Raises McpgenError.

    A plan with conflicts or objections is returned as it is, and nothing was written.
    """
    with locked(path.parent, wait):
        found = compare(path, policy, work)
        if not found.conflicts and not found.objections:
            apply(path.parent, found)
        return found


def render(path: Path, environment: str, server: str | None) -> list[Object]:
    """The objects of an environment, or of one server in it, in the order in which kustomize prints them. Raises Invalid."""
    whole = load(path)
    found = [each.objects.get(environment, ()) for each in _rendered(whole, environment, server)]
    return order(subject for objects in found for subject in objects)


def differences(path: Path, environment: str | None, server: str | None) -> list[Changed]:
    """What a sync would change in each cluster, object by object. Raises Invalid."""
    whole = load(path)
    files = reader(path.parent)
    present = environments(paths(path.parent))
    wanted = {each.family.name: each.objects for each in _rendered(whole, environment, server)}
    names = [environment] if environment else sorted({*present, *(str(each.name) for each in whole.environments)})
    found: list[Changed] = []
    for name in names:
        for each in sorted({*present.get(name, ()), *wanted} if server is None else {server}):
            old = objects(files, name, each) if each in present.get(name, ()) else []
            found += changed(name, each, old, wanted.get(each, {}).get(name, ()))
    return found


def overview(path: Path, work: Work) -> list[Row]:
    """Each server in each environment: image, replicas, host, and whether its files are as wanted. Raises Invalid."""
    whole = load(path)
    drifted = {change.path for change in compare(path, Policy(), work).pending}
    return [row for each in rendered_servers(whole, whole.names) for row in rows(each, drifted)]


def explained(path: Path, file: str, line: int | None) -> list[Explanation]:
    """Where each line of a generated file, or the one line, comes from. Raises Invalid."""
    return explain(load(path), file, line)


def _rendered(whole: Catalog, environment: str | None, server: str | None) -> Iterator[Rendered]:
    """The servers that are asked for. Raises Invalid for an environment or server that the catalog does not have."""
    file = Place(whole.source.file)
    environments = [str(each.name) for each in whole.environments]
    if environment is not None and environment not in environments:
        raise Invalid([Problem(file, "environments", f"there is no {environment}", suggestion(environment, environments))])
    if server is not None and server not in whole.names:
        raise Invalid([Problem(file, "mcp", f"there is no {server}", suggestion(server, list(whole.names)))])
    return rendered_servers(whole, [server] if server else whole.names)


def _compare(root: Path, wanted: Mapping[str, str], policy: Policy) -> Plan:
    snapshot = survey(root, wanted)
    found = plan(wanted, snapshot, policy)
    return found.with_objections(objections(wanted, found, snapshot, policy))
