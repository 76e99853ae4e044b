"""All servers of a catalog: their files, and what only shows between servers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mcpgen.checks.routes import Route, duplicates, routes_of
from mcpgen.errors import Invalid, Problem
from mcpgen.stages.files import environment_file, server_files
from mcpgen.stages.server import Rendered, place, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mcpgen.catalog.resolve import Catalog


@dataclass(slots=True)
class _Gathered:
    """What is kept of each server while the next is rendered: small values, not objects."""

    files: dict[str, str] = field(default_factory=dict)
    servers: dict[str, list[str]] = field(default_factory=dict)
    routes: dict[str, list[Route]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def all_files(whole: Catalog, done: Callable[[], None]) -> dict[str, str]:
    """Relative path → sealed text of every file of the catalog. `done` is called after each server. Raises Invalid."""
    gathered = _Gathered(servers={str(each.name): [] for each in whole.environments})
    for name in whole.names:
        _gather(whole, name, gathered)
        done()
    problems = [*gathered.problems, *_clashes(whole, gathered)]
    if problems:
        raise Invalid(problems)
    environments = (environment_file(name, servers) for name, servers in gathered.servers.items())
    return {**gathered.files, **dict(environments)}


def rendered_servers(whole: Catalog, names: Iterable[str]) -> Iterator[Rendered]:
    """The servers of those names that some environment enables, one at a time. Raises Invalid."""
    for name in names:
        found = render(whole, name)
        if found is not None:
            yield found


def _gather(whole: Catalog, name: str, gathered: _Gathered) -> None:
    """Renders one server and keeps its files and routes, or its problems."""
    try:
        rendered = render(whole, name)
        if rendered is not None:
            gathered.files.update(server_files(rendered))
            _note(rendered, gathered)
    except Invalid as error:
        gathered.problems += error.problems


def _note(rendered: Rendered, gathered: _Gathered) -> None:
    for environment, objects in rendered.objects.items():
        gathered.servers[environment].append(rendered.family.name)
        gathered.routes.setdefault(environment, []).extend(routes_of(rendered.family.name, objects))


def _clashes(whole: Catalog, gathered: _Gathered) -> Iterator[Problem]:
    """Routes that two servers of one environment claim, each at the later server's line."""
    for environment, routes in gathered.routes.items():
        for server, finding in duplicates(routes):
            again = render(whole, server)
            for variant in again.family.variants if again else ():
                if variant.environment.name == environment:
                    yield place(variant, finding)
