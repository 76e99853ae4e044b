"""What two servers of one environment claim and only one can have: routes, ports of the nodes, Secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.checks.findings import Finding
from mcpgen.checks.pods import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


@dataclass(frozen=True, slots=True)
class Route:
    """What `server` claims for itself, and where in which object it does.

    `claim` tells claims apart; `taken` says that a server has it, with that server's name put behind.
    """

    server: str
    kind: str
    name: str
    at: PathInObject
    claim: tuple[str, ...]
    taken: str
    remedy: str


def routes_of(server: str, objects: Sequence[Object]) -> list[Route]:
    """Everything that the server's objects claim."""
    return [
        Route(server, subject["kind"], subject["metadata"]["name"], at, claim, taken, remedy)
        for subject in objects
        if subject["kind"] in _CLAIMS
        for at, claim, taken, remedy in _CLAIMS[subject["kind"]](subject)
    ]


def duplicates(routes: Iterable[Route]) -> Iterator[tuple[str, Finding]]:
    """For each claim that an earlier server has made already: the later server, and what is wrong there."""
    first: dict[tuple[str, ...], Route] = {}
    for route in routes:
        owner = first.setdefault(route.claim, route)
        if owner is not route:
            yield (
                route.server,
                Finding(route.kind, route.name, route.at, f"{route.taken} {owner.server} already", route.remedy),
            )


def _paths(ingress: Object) -> Iterator[tuple[PathInObject, tuple[str, ...], str, str]]:
    """Hosts and paths. A slash at a path's end is no difference."""
    for number, rule in items(ingress["spec"], "rules"):
        host = str(rule.get("host", ""))
        for _, each in items(mapping(rule, "http"), "paths"):
            yield ("spec", "rules", number), *_path(host, str(each.get("path", "/")))


def _matches(route: Object) -> Iterator[tuple[PathInObject, tuple[str, ...], str, str]]:
    """Hosts and paths of an HTTPRoute. Of two routes with one match, a Gateway serves the older, and says nothing."""
    matches = [match for _, rule in items(route["spec"], "rules") for _, match in items(rule, "matches")]
    paths = {str(mapping(match, "path").get("value", "/")): None for match in matches}
    hosts = route["spec"].get("hostnames")
    for number, host in enumerate(hosts if isinstance(hosts, list) else ()):
        yield from ((("spec", "hostnames", number), *_path(str(host), path)) for path in paths)


def _path(host: str, path: str) -> tuple[tuple[str, ...], str, str]:
    taken = f"{host or 'every host'}{path} leads to"
    return ("path", host, path.rstrip("/")), taken, "choose another `ingress.host` or `ingress.path`"


def _node_ports(service: Object) -> Iterator[tuple[PathInObject, tuple[str, ...], str, str]]:
    for number, port in items(service["spec"], "ports"):
        node_port = port.get("nodePort")
        if node_port:
            claim = ("port", str(node_port), str(port.get("protocol", "TCP")))
            remedy = "choose another, or none and the cluster chooses"
            yield ("spec", "ports", number, "nodePort"), claim, f"the port {node_port} of the nodes leads to", remedy


def _secrets(external: Object) -> Iterator[tuple[PathInObject, tuple[str, ...], str, str]]:
    """Secrets that the External Secrets Operator owns for this object; it refuses one that another owns."""
    target = mapping(external, "spec", "target")
    if target.get("creationPolicy", "Owner") == "Owner":
        name = str(target.get("name", external["metadata"]["name"]))
        remedy = "choose another `secret.externalSecret.targetSecretName`, or let one of the two `create` it"
        yield ("spec", "target", "name"), ("secret", name), f"the Secret {name} is kept for", remedy


_CLAIMS = {"Ingress": _paths, "HTTPRoute": _matches, "Service": _node_ports, "ExternalSecret": _secrets}
"""Kind → what its objects claim: where, what, how to say that it is taken, what to write instead."""
