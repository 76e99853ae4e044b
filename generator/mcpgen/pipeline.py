"""The whole flow on one page: text → catalog → servers → objects → base and overlay → files → plan → apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.catalog.complaints import suggestion
from mcpgen.catalog.edit import edited
from mcpgen.catalog.resolve import Catalog, catalog, family
from mcpgen.catalog.source import read
from mcpgen.checks.lint.rules import ESTATE_RULES, RULES, chosen
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.kustomize.build import order
from mcpgen.kustomize.read import environments
from mcpgen.stages.delivery import Census, delivery_files, estates, surveyed
from mcpgen.stages.difference import Changed, compared, delivered
from mcpgen.stages.drift import drifted, shared, touched
from mcpgen.stages.lint import Linted, edits_by_file, linted, linted_estate
from mcpgen.stages.overview import Row, rows
from mcpgen.stages.server import unchecked
from mcpgen.stages.whole import all_files, environment_objects, rendered_servers, unknown_versions
from mcpgen.tree.apply import apply
from mcpgen.tree.damage import damages
from mcpgen.tree.errors import Refused
from mcpgen.tree.guard import objections
from mcpgen.tree.lock import locked
from mcpgen.tree.paths import cluster_of, server_of
from mcpgen.tree.plan import Plan, Policy, plan
from mcpgen.tree.rewrite import rewrite, text
from mcpgen.tree.snapshot import kustomizations, reader, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from mcpgen.checks.lint.estate import EstateRule
    from mcpgen.checks.lint.remark import Rule
    from mcpgen.history.past import Past
    from mcpgen.manifests.objects import Object
    from mcpgen.stages.bootstrap import Bootstrap
    from mcpgen.stages.explanation import Explanation
    from mcpgen.stages.memory import Store
    from mcpgen.stages.outlook import Outlook
    from mcpgen.tree.contents import Contents

_NOT_COMPARED = "nothing was compared. Run `mcpgen sync`: it writes what is missing, and shows what it would overwrite"


@dataclass(frozen=True, slots=True)
class Work:
    """How the work goes: `done` hears of files, `warned` of warnings; `workers` processes share it, `store` spares some."""

    done: Callable[[int], None] = lambda _: None
    workers: int = 1
    warned: Callable[[int], None] = lambda _: None
    store: Store | None = None


_ALONE = Work()


def load(path: Path) -> Catalog:
    """The catalog at `path` and its includes, typed. Raises Invalid with all problems of its top level."""
    found = _catalog(path)
    if found.problems:
        raise Invalid(found.problems)
    return found


def generate(path: Path, work: Work) -> dict[str, str]:
    """Every file that the catalog asks for: relative path → text. Raises Invalid with all problems."""
    return all_files(_catalog(path), work.done, work.workers, work.warned, work.store)


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


def render(path: Path, environment: str, server: str | None, work: Work = _ALONE) -> list[Object]:
    """The objects of an environment, or of one server in it, in the order in which kustomize prints them. Raises Invalid.

    For an environment the problems are those that `generate` would tell.
    """
    whole = load(path) if server else _catalog(path)
    _known(whole, environment, server)
    if server is None:
        return order(environment_objects(whole, environment, work.done, work.workers))
    return order(subject for each in rendered_servers(whole, [server]) for subject in each.objects.get(environment, ()))


def differences(path: Path, environment: str | None, server: str | None, work: Work = _ALONE) -> list[Changed]:
    """What a sync would change in each cluster, object by object. Raises Invalid, or Refused for files that do not build."""
    whole = load(path)
    _known(whole, environment, server)
    wanted = {} if server else all_files(whole, work.done, work.workers)
    pending = [] if server else _pending(path, wanted)
    servers = [server] if server else sorted({*map(server_of, pending)} - {""})
    files, there = reader(path.parent), kustomizations(path.parent)
    present = environments(there)
    objects = {each.family.name: each.objects for each in rendered_servers(whole, servers)}
    names = [environment] if environment else sorted({*present, *(str(each.name) for each in whole.environments)})
    found, suspects = compared(files, present, objects, names, servers)
    clusters = {*map(cluster_of, pending)} - {""}
    delivering, unreadable = delivered(files, there, wanted, sorted(clusters & {environment} if environment else clusters))
    damaged = dict(word for each in (*suspects, *unreadable) for word in damages(files, each).items())
    if damaged:
        raise Refused([*(damaged[each] for each in sorted(damaged)), _NOT_COMPARED])
    return [*found, *delivering]


def outlook(path: Path, against: str | None, work: Work) -> Outlook:
    """What merging the files on disk would do to each cluster, held against a commit (see `history.revision`).

    Raises Invalid, Refused for files that do not build, and the errors of `history.past`.
    """
    from mcpgen.history.past import past  # noqa: PLC0415 -- what only `plan` needs takes a tenth of every command's start
    from mcpgen.stages.outlook import Outlook, foreseen  # noqa: PLC0415
    from mcpgen.tree.contents import present  # noqa: PLC0415

    whole = _catalog(path)
    with past(path.parent, against) as was:
        disk = present(path.parent, was.identify)
        drift = _drift(path, whole, was, disk, work)
        objects, threats = foreseen(was.contents, disk, was.prefix)
    return Outlook(was.revision.commit, was.revision.said, drift, objects, threats)


def overview(path: Path, work: Work) -> list[Row]:
    """Each server in each environment: image, replicas, host, and whether its files are as wanted. Raises Invalid."""
    whole = load(path)
    drifted = {each.rpartition("/")[0] for each in _pending(path, all_files(whole, work.done, work.workers))}
    return [row for name in whole.names if (found := family(whole, name)) for row in rows(found, drifted)]


def fix(path: Path, found: Iterable[Linted]) -> tuple[int, int]:
    """Makes the edits that answer `found` in the catalog's files: how many were made, and how many could not be.

    Raises Refused, with nothing written, where the catalog would no longer load.
    """
    edits = edits_by_file(found)
    old = {file: text(file) for file in edits}
    new = {file: edited(old[file], changes) for file, changes in edits.items()}
    made = sum(count for _, count in new.values())
    try:
        _linted(catalog(read(path, lambda file: new[file][0].encode() if file in new else file.read_bytes())), (), ())
    except Invalid as error:
        raise Refused([str(error), "nothing was fixed: with the edits, the catalog would have these problems"]) from None
    rewrite(path.parent, {file: (old[file], new[file][0]) for file in edits if new[file][1]})
    return made, sum(map(len, edits.values())) - made


def lint(path: Path, select: Collection[str], ignore: Collection[str]) -> list[Linted]:
    """What lint says of every server in every environment, once for each place, in order of place. Raises Invalid.

    `select` and `ignore` hold beginnings of rules' codes.
    """
    return _linted(load(path), chosen(RULES, select, ignore), chosen(ESTATE_RULES, select, ignore))


def _linted(whole: Catalog, rules: Collection[Rule], about_estates: Collection[EstateRule]) -> list[Linted]:
    if whole.problems:
        raise Invalid(whole.problems)
    census = Census()
    found: dict[Problem, Linted] = {}
    for name in whole.names:
        for variant, objects in unchecked(whole, name):
            census.count(whole, variant, objects)
            found |= {each.problem: each for each in linted(variant, objects, rules)}
    for estate in estates(whole, census):
        found |= {each.problem: each for each in linted_estate(estate, about_estates)}
    return [found[key] for key in sorted(found)]


def explained(path: Path, file: str, line: int | None) -> list[Explanation]:
    """Where each line of a generated file, or the one line, comes from. Raises Invalid."""
    from mcpgen.stages.explain import explain  # noqa: PLC0415 -- as above: only `explain` needs it

    return explain(load(path), file, line)


def hook(path: Path, tool: str, environment: str) -> Bootstrap:
    """How to hook the environment's cluster up to the tool, of `mcpgen.delivery.tools`. Raises Invalid."""
    from mcpgen.stages.bootstrap import bootstrap  # noqa: PLC0415 -- as above: only `bootstrap` needs it

    whole = load(path)
    _known(whole, environment, None)
    found = surveyed(whole, environment)
    wanted = delivery_files(whole, found) if found else {}
    files = reader(path.parent)
    synced = all(files(name) == text.encode() for name, text in wanted.items())
    return bootstrap(whole, path.parent, tool, environment, found, synced=synced)


def _catalog(path: Path) -> Catalog:
    """The catalog, with the problems of its names and shapes in it. Raises Invalid where nothing can be rendered."""
    found = catalog(read(path))
    unknown = list(unknown_versions(found))
    if unknown:
        raise Invalid([*found.problems, *unknown])
    return found


def _pending(path: Path, wanted: Mapping[str, str]) -> list[str]:
    """The files that are not as wanted."""
    return [change.path for change in _compare(path.parent, wanted, Policy()).pending]


def _known(whole: Catalog, environment: str | None, server: str | None) -> None:
    """Raises Invalid for an environment or server that the catalog does not have."""
    file = Place(whole.source.file)
    environments = [str(each.name) for each in whole.environments]
    if environment is not None and environment not in environments:
        raise Invalid([Problem(file, "environments", f"there is no {environment}", suggestion(environment, environments))])
    if server is not None and server not in whole.names:
        raise Invalid([Problem(file, "mcp", f"there is no {server}", suggestion(server, list(whole.names)))])


def _drift(path: Path, whole: Catalog, was: Past, disk: Contents, work: Work) -> tuple[str, ...]:
    """The files that are not what the catalog asks for: of all servers only where something changed that concerns all."""
    from mcpgen.stages.transitions import changed_servers  # noqa: PLC0415 -- as above: only `plan` needs it

    try:
        names = touched(read(path, lambda file: was.read(file.relative_to(path.parent).as_posix())), whole.source)
    except Invalid:
        names = None
    if names is None or shared(was.contents.ids) != shared(disk.ids):
        return tuple(sorted(_pending(path, all_files(whole, work.done, work.workers))))
    return tuple(drifted(whole, names | {server for _, server in changed_servers(was.contents, disk)}, disk))


def _compare(root: Path, wanted: Mapping[str, str], policy: Policy) -> Plan:
    snapshot = survey(root, wanted)
    found = plan(wanted, snapshot, policy)
    return found.with_objections(objections(wanted, found, snapshot, policy))
