"""From servers to delivered environments: who is there, and the files by which Flux and Argo CD reconcile them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as holding
from typing import TYPE_CHECKING, Any

from mcpgen.checks.lint.estate import Estate
from mcpgen.delivery.member import Member, member
from mcpgen.delivery.site import Site, site
from mcpgen.delivery.tools import TOOLS
from mcpgen.errors import Invalid, Problem
from mcpgen.kustomize import documents
from mcpgen.manifests.objects import kind
from mcpgen.stages.files import KUSTOMIZATION, refused
from mcpgen.stages.server import unchecked
from mcpgen.tree.header import seal
from mcpgen.yaml.emitter import Unwritable, emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.catalog.resolve import Catalog, Server
    from mcpgen.manifests.objects import Object


@dataclass(slots=True)
class Census:
    """By environment: the servers of those that are delivered, and how many objects the servers of any are."""

    members: dict[str, list[Member]] = holding(default_factory=dict)
    documents: dict[str, int] = holding(default_factory=dict)

    def count(self, whole: Catalog, server: Server, objects: Sequence[Object]) -> None:
        """Takes in one server in one environment, its finished objects at hand."""
        name = str(server.environment.name)
        self.documents[name] = self.documents.get(name, 0) + len(objects)
        if name in whole.deliveries:
            self.members.setdefault(name, []).append(member(server, objects))

    def add(self, other: Census) -> None:
        """Takes over what `other` has counted."""
        for name, count in other.documents.items():
            self.documents[name] = self.documents.get(name, 0) + count
        for name, members in other.members.items():
            self.members.setdefault(name, []).extend(members)


def sites(whole: Catalog, census: Census) -> list[Site]:
    """The environments that are delivered."""
    found = []
    for environment in whole.environments:
        name = str(environment.name)
        if name in whole.deliveries:
            found.append(site(name, str(environment.namespace), whole.deliveries[name], census.members.get(name, ())))
    return found


def surveyed(whole: Catalog, environment: str) -> Site | None:
    """The one environment, for which all its servers are looked at; None where nobody delivers it. Raises Invalid."""
    census = Census()
    for name in whole.names if environment in whole.deliveries else ():
        for server, objects in unchecked(whole, name):
            if server.environment.name == environment:
                census.count(whole, server, objects)
    return next((each for each in sites(whole, census) if each.environment == environment), None)


def estates(whole: Catalog, census: Census) -> Iterator[Estate]:
    """Every environment as lint's rules see it."""
    delivered = {each.environment: each for each in sites(whole, census)}
    for environment in whole.environments:
        name = str(environment.name)
        origin = whole.delivery_origin(name) if name in delivered else whole.environment_origin(name)
        place, field = origin.find(("grouping",) if name in delivered else ())
        others = tuple(each for each in delivered.values() if each.environment != name)
        yield Estate(name, census.documents.get(name, 0), delivered.get(name), place, field, whole.source.marked, others)


def delivery_files(whole: Catalog, found: Site) -> dict[str, str]:
    """An environment's groups and the objects of its tools, each folder with its kustomization.

    Raises Invalid for text that no file can carry, at its catalog line.
    """
    try:
        return {path: seal(path, emit(document)) for path, document in _documents(found)}
    except Unwritable:
        problems = list(_unwritable(whole, found))
        if not problems:
            raise
        raise Invalid(problems) from None


def _documents(found: Site) -> Iterator[tuple[str, Any]]:
    """Each file's path and content, resources before the kustomization that lists them."""
    for name, members in found.groups:
        path = f"overlays/{found.environment}/groups/{name}/{KUSTOMIZATION}"
        yield path, documents.group([each.name for each in members])
    for tool in TOOLS.values():
        if tool.asked(found.delivery):
            folder, objects = tool.folder(found.environment), tool.objects(found)
            yield from ((f"{folder}/{file}", subject) for file, subject in objects.items())
            listings: dict[str, list[str]] = {}
            for file in objects:
                below, _, name = f"{folder}/{file}".rpartition("/")
                listings.setdefault(below, []).append(name)
            yield from ((f"{below}/{KUSTOMIZATION}", documents.listing(names)) for below, names in listings.items())


def _unwritable(whole: Catalog, found: Site) -> Iterator[Problem]:
    """The lines of `delivery` whose text cannot be written; that of servers is told with their own objects."""
    for tool in TOOLS.values():
        for subject in tool.objects(found).values() if tool.asked(found.delivery) else ():
            for path, reason in refused(subject):
                place, field = whole.delivery_origin(found.environment).find(tool.field(kind(subject), path))
                yield Problem(place, field, reason, "write other text")
