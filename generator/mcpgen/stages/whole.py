"""All servers of a catalog: their files, and what only shows between servers."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as holding
from functools import partial
from typing import TYPE_CHECKING

from mcpgen.checks.deliveries import delivery_problems
from mcpgen.checks.routes import Route, duplicates, routes_of
from mcpgen.checks.schema import versions
from mcpgen.errors import Invalid, Problem
from mcpgen.stages.crew import shared_out
from mcpgen.stages.delivery import Census, delivery_files, estates, sites
from mcpgen.stages.files import environment_file, server_files
from mcpgen.stages.lint import linted_estate
from mcpgen.stages.server import Rendered, place, render
from mcpgen.yaml.nodes import value_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mcpgen.catalog.resolve import Catalog


@dataclass(slots=True)
class _Gathered:
    """What is kept of some servers: small values, not objects. `servers` and `routes` are by environment."""

    files: dict[str, str] = holding(default_factory=dict)
    servers: dict[str, list[str]] = holding(default_factory=dict)
    census: Census = holding(default_factory=Census)
    routes: dict[str, list[Route]] = holding(default_factory=dict)
    problems: list[Problem] = holding(default_factory=list)
    warnings: set[Problem] = holding(default_factory=set)

    def add(self, other: _Gathered) -> None:
        """Takes over what `other` has gathered."""
        self.files.update(other.files)
        self.problems += other.problems
        self.warnings |= other.warnings
        self.census.add(other.census)
        for environment, names in other.servers.items():
            self.servers.setdefault(environment, []).extend(names)
        for environment, routes in other.routes.items():
            self.routes.setdefault(environment, []).extend(routes)


def all_files(
    whole: Catalog, done: Callable[[int], None], workers: int, warned: Callable[[int], None] = lambda _: None
) -> dict[str, str]:
    """Relative path → sealed text of every file of the catalog. Raises Invalid with all problems.

    `done` is told how many files more are done; `workers` is the number of processes that may share the work;
    `warned` is told how many warnings lint has.
    """
    gathered = _Gathered(servers={str(each.name): [] for each in whole.environments}, problems=list(whole.problems))
    for part in shared_out(partial(_gather, whole), whole.names, workers):
        gathered.add(part)
        done(len(part.files))
    delivered = _delivered(whole, gathered)
    problems = [*gathered.problems, *_clashes(whole, gathered)]
    if problems:
        raise Invalid(problems)
    warned(len(gathered.warnings | _of_estates(whole, gathered)))
    environments = (environment_file(name, servers) for name, servers in gathered.servers.items())
    return {**gathered.files, **dict(environments), **delivered}


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
    gathered = _Gathered(problems=list(whole.problems))
    yield from (rendered for rendered, _ in _each(whole, names, gathered))
    problems = [*gathered.problems, *_clashes(whole, gathered)]
    if problems:
        raise Invalid(problems)


def _delivered(whole: Catalog, gathered: _Gathered) -> dict[str, str]:
    """The files for delivery. What is wrong with them is kept in `gathered`."""
    found = sites(whole, gathered.census)
    gathered.problems += delivery_problems(whole, found)
    files: dict[str, str] = {}
    for each in found:
        try:
            files |= delivery_files(whole, each)
        except Invalid as error:
            gathered.problems += error.problems
    return files


def _of_estates(whole: Catalog, gathered: _Gathered) -> set[Problem]:
    """Lint's warnings about whole environments."""
    return {each.problem for estate in estates(whole, gathered.census) for each in linted_estate(estate)}


def _gather(whole: Catalog, names: Sequence[str]) -> _Gathered:
    """Renders some servers and keeps their files and routes, or their problems."""
    gathered = _Gathered()
    for rendered, files in _each(whole, names, gathered):
        gathered.files.update(files)
        gathered.warnings |= rendered.warnings
    return gathered


def _each(whole: Catalog, names: Iterable[str], gathered: _Gathered) -> Iterator[tuple[Rendered, dict[str, str]]]:
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


def _note(whole: Catalog, rendered: Rendered, gathered: _Gathered) -> None:
    for variant in rendered.family.variants:
        environment = str(variant.environment.name)
        objects = rendered.objects[environment]
        gathered.census.count(whole, variant, objects)
        gathered.servers.setdefault(environment, []).append(rendered.family.name)
        gathered.routes.setdefault(environment, []).extend(routes_of(rendered.family.name, objects))


def _clashes(whole: Catalog, gathered: _Gathered) -> Iterator[Problem]:
    """Routes that two servers of one environment claim, each at the later server's line."""
    for environment, routes in gathered.routes.items():
        for server, finding in duplicates(sorted(routes, key=lambda route: route.server)):
            again = render(whole, server)
            for variant in again.family.variants if again else ():
                if variant.environment.name == environment:
                    yield place(variant, finding)
