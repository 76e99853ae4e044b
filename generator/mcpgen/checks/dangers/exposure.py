"""Who can reach a server from outside: names and ways that come.

Source: kubernetes.io, "Ingress" and "Service"; gateway-api.sigs.k8s.io, "HTTPRoute" (without `hostnames`, any host of its
Gateway).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.dangers.danger import Class, Danger, Severity, of
from mcpgen.checks.pods import items, listed, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object

_OPEN = {"NodePort": "on a port of every node", "LoadBalancer": "through a load balancer of its own"}
_REMEDY = "make sure that it is meant to be reached there, and that someone asks who calls"


def _added(transition: Transition) -> Iterator[Danger]:
    before = [way for each in transition.old for way in _ways(each)]
    for pair in transition.pairs:
        for host, path in dict.fromkeys(_ways(pair.new) if pair.new else ()):
            if not any(_covers(way, (host, path)) for way in before):
                where = f"{host}{path}" if host else f"any host, path {path}"
                yield of(pair, f"the server can now be reached from outside at {where}", _REMEDY)
    for pair in transition.of_kind("Service"):
        old, new = _doors(pair.old), _doors(pair.new)
        yield from (of(pair, f"the server can now be reached {door}", _REMEDY) for door in new if door not in old)


def _ways(subject: Object) -> Iterator[tuple[str, str]]:
    """Host (empty: any) and path of each way from outside that the object opens."""
    spec = mapping(subject, "spec")
    if subject["kind"] == "Ingress":
        if spec.get("defaultBackend"):
            yield "", "/"
        for _, rule in items(spec, "rules"):
            for _, path in items(mapping(rule, "http"), "paths"):
                yield str(rule.get("host") or ""), str(path.get("path") or "/")
    elif subject["kind"] == "HTTPRoute":
        hosts = [str(host) for host in listed(spec, "hostnames") or [""]]
        matches = [match for _, rule in items(spec, "rules") for _, match in items(rule, "matches")] or [{}]
        paths = [str(mapping(match, "path").get("value") or "/") for match in matches]
        yield from ((host, path) for host in hosts for path in paths)


def _covers(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """True where whoever came the old way could already come the new one."""
    prefix = old[1].rstrip("/")
    return (old[0] in {"", new[0]}) and (new[1] == old[1] or f"{new[1]}/".startswith(f"{prefix}/"))


def _doors(service: Object | None) -> list[str]:
    """The ways from outside that a Service opens by itself, in words."""
    spec = mapping(service, "spec")
    way = _OPEN.get(str(spec.get("type")))
    return [*([way] if way else []), *(f"at the address {each}" for each in listed(spec, "externalIPs"))]


CLASSES = (Class("exposure-added", Severity.MEDIUM, "a server can be reached from outside where it could not", _added),)
