"""All servers of a catalog: their files, and what only shows between servers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mcpgen.checks.deliveries import delivery_problems
from mcpgen.checks.routes import duplicates, routes_of
from mcpgen.checks.schema import versions
from mcpgen.errors import Invalid, Problem
from mcpgen.stages.crew import shared_out
from mcpgen.stages.delivery import delivery_files, estates, sites
from mcpgen.stages.files import environment_file, server_files
from mcpgen.stages.gathered import Gathered, warning
from mcpgen.stages.lint import linted_estate
from mcpgen.stages.memory import keys, packed, unpacked
from mcpgen.stages.server import Rendered, place, render
from mcpgen.yaml.nodes import value_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mcpgen.catalog.resolve import Catalog
    from mcpgen.manifests.objects import Object
    from mcpgen.stages.gathered import Told
    from mcpgen.stages.memory import Store


def all_files(
    whole: Catalog,
    done: Callable[[int], None],
    workers: int,
    warned: Callable[[int], None] = lambda _: None,
    store: Store | None = None,
) -> dict[str, str]:
    """Relative path → sealed text of every file of the catalog. Raises Invalid with all problems.

    `done` is told how many files more are done; `workers` is the number of processes that may share the work;
    `warned` is told how many warnings lint has; what `store` has of a server is not worked out again.
    """
    gathered = _gathered(whole, done, workers, store)
    delivered = _judged(whole, gathered)
    warned(len(gathered.warnings | _of_estates(whole, gathered)))
    environments = (environment_file(name, servers) for name, servers in gathered.servers.items())
    return {**gathered.files, **dict(environments), **delivered}


def environment_objects(whole: Catalog, environment: str, done: Callable[[int], None], workers: int) -> list[Object]:
    """The objects of all servers in an environment, in no order. Raises Invalid with all problems, those of `all_files`."""
    gathered = Gathered(problems=list(whole.problems))
    objects: list[Object] = []
    for part, found, files in shared_out(partial(_objects, whole, environment), whole.names, workers):
        gathered.add(part)
        objects += found
        done(files)
    _judged(whole, gathered)
    return objects


def unknown_versions(whole: Catalog) -> Iterator[Problem]:
    """Environments of a Kubernetes version that no schema is there for: nothing can be rendered for those."""
    known = versions()
    for environment in whole.environments:
        if environment.kubernetes_version not in known:
            block = whole.source.top["environments"][environment.name]
            wrong = f"there are no schemas of Kubernetes {environment.kubernetes_version}"
            field = f"environments.{environment.name}.kubernetesVersion"
            remedy = f"write one from {known[0]} to {known[-1]}"
            yield Problem(value_place(block, "kubernetesVersion"), field, wrong, remedy)


def rendered_servers(whole: Catalog, names: Iterable[str]) -> Iterator[Rendered]:
    """The servers of those names that some environment enables, one at a time.

    Raises Invalid with all problems, the catalog's own among them, once the last server is rendered.
    """
    gathered = Gathered(problems=list(whole.problems))
    yield from (rendered for rendered, _ in _each(whole, names, gathered))
    problems = [*gathered.problems, *_clashes(whole, gathered)]
    if problems:
        raise Invalid(problems)


def _gathered(whole: Catalog, done: Callable[[int], None], workers: int, store: Store | None) -> Gathered:
    """All servers; those that the store has are not rendered, the others are kept there."""
    gathered = Gathered(servers={str(each.name): [] for each in whole.environments}, problems=list(whole.problems))
    key_of = keys(whole) if store else {}
    kept = _recalled(key_of, store) if store and key_of else {}
    for part in kept.values():
        gathered.add(part)
    if kept:
        done(len(gathered.files))
    fresh = [name for name in whole.names if name not in kept]
    new: dict[bytes, bytes] = {}
    for part, packs in shared_out(partial(_gather, whole, key_of), fresh, workers):
        gathered.add(part)
        new |= packs
        done(len(part.files))
    if store and new:
        store.keep(new, [key_of[name] for name in kept])
    return gathered


def _recalled(key_of: Mapping[str, bytes], store: Store) -> dict[str, Gathered]:
    """The servers that the store has."""
    found = store.recall(key_of.values())
    parts = {name: unpacked(found[key]) for name, key in key_of.items() if key in found}
    return {name: part for name, part in parts.items() if part}


def _judged(whole: Catalog, gathered: Gathered) -> dict[str, str]:
    """The files for delivery. Raises Invalid with what is wrong with a server, between two of them, or with delivery."""
    found = sites(whole, gathered.census)
    problems = [*gathered.problems, *delivery_problems(whole, found), *_clashes(whole, gathered)]
    files: dict[str, str] = {}
    for each in found:
        try:
            files |= delivery_files(whole, each)
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    return files


def _of_estates(whole: Catalog, gathered: Gathered) -> set[Told]:
    """Lint's warnings about whole environments."""
    return {warning(each.problem) for estate in estates(whole, gathered.census) for each in linted_estate(estate)}


def _gather(whole: Catalog, key_of: Mapping[str, bytes], names: Sequence[str]) -> tuple[Gathered, dict[bytes, bytes]]:
    """Renders some servers: what they are together, and each that has a key packed for the store."""
    gathered = Gathered()
    packs: dict[bytes, bytes] = {}
    for name in names:
        part = _part(whole, name)
        if name in key_of and not part.problems:
            packs[key_of[name]] = packed(part)
        gathered.add(part)
    return gathered, packs


def _objects(whole: Catalog, environment: str, names: Sequence[str]) -> tuple[Gathered, list[Object], int]:
    """Renders some servers: what all servers are held against, their objects in the environment, the number of their files."""
    gathered = Gathered()
    found: list[Object] = []
    count = 0
    for rendered, files in _each(whole, names, gathered):
        found += rendered.objects.get(environment, ())
        count += len(files)
    return gathered, found, count


def _part(whole: Catalog, name: str) -> Gathered:
    """Renders a server and keeps its files and routes, or its problems."""
    part = Gathered()
    for rendered, files in _each(whole, [name], part):
        part.files.update(files)
        part.warnings |= set(map(warning, rendered.warnings))
    return part


def _each(whole: Catalog, names: Iterable[str], gathered: Gathered) -> Iterator[tuple[Rendered, dict[str, str]]]:
    """Each server that some environment enables, with its files. What is wrong with others is kept in `gathered`."""
    for name in names:
        try:
            rendered = render(whole, name)
            files = server_files(rendered) if rendered else {}
        except Invalid as error:
            gathered.problems += error.problems
            continue
        if rendered:
            _note(whole, rendered, gathered)
            yield rendered, files


def _note(whole: Catalog, rendered: Rendered, gathered: Gathered) -> None:
    for variant in rendered.family.variants:
        environment = str(variant.environment.name)
        objects = rendered.objects[environment]
        gathered.census.count(whole, variant, objects)
        gathered.servers.setdefault(environment, []).append(rendered.family.name)
        gathered.routes.setdefault(environment, []).extend(routes_of(rendered.family.name, objects))


def _clashes(whole: Catalog, gathered: Gathered) -> Iterator[Problem]:
    """Routes that two servers of one environment claim, each at the later server's line."""
    for environment, routes in gathered.routes.items():
        for server, finding in duplicates(sorted(routes, key=lambda route: route.server)):
            again = render(whole, server)
            for variant in again.family.variants if again else ():
                if variant.environment.name == environment:
                    yield place(variant, finding)
