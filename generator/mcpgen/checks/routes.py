"""Routes that two servers of one environment claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.checks.findings import Finding
from mcpgen.checks.pods import items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


@dataclass(frozen=True, slots=True)
class Route:
    """A host and path that an Ingress of `server` claims, and where in the object it does."""

    server: str
    kind: str
    name: str
    at: PathInObject
    host: str
    path: str


def routes_of(server: str, objects: Sequence[Object]) -> list[Route]:
    """Every route that the server's Ingresses claim."""
    return [
        Route(
            server,
            "Ingress",
            ingress["metadata"]["name"],
            ("spec", "rules", number),
            host,
            str(each.get("path", "/")),
        )
        for ingress in of_kind(objects, "Ingress")
        for number, rule in items(ingress["spec"], "rules")
        for host in [str(rule.get("host", ""))]
        for _, each in items(mapping(rule, "http"), "paths")
    ]


def duplicates(routes: Iterable[Route]) -> Iterator[tuple[str, Finding]]:
    """For each route that an earlier server has already: the later server, and what is wrong there."""
    first: dict[tuple[str, str], Route] = {}
    for route in routes:
        owner = first.setdefault((route.host, route.path.rstrip("/")), route)
        if owner is not route:
            message = f"{route.host or 'every host'}{route.path} leads to {owner.server} already"
            remedy = "choose another `ingress.host` or `ingress.path`"
            yield route.server, Finding(route.kind, route.name, route.at, message, remedy)
