"""Ports: in range, named once, and leading somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import containers, hashable, items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_RANGE = "write a port from 1 to 65535"


def ports(objects: Sequence[Object]) -> Iterator[Finding]:
    """Container ports, probe ports and Service ports, each against the others."""
    for deployment in of_kind(objects, "Deployment"):
        names: set[str] = set()
        numbers: set[tuple[Any, Any]] = set()
        for path, container in containers(deployment):
            own = {hashable(port.get("name")) for _, port in items(container, "ports")}
            yield from _container(deployment, path, container, names, numbers)
            yield from _probes(deployment, path, container, own)
        for service in of_kind(objects, "Service"):
            yield from _service(service, names, {number for number, _ in numbers})


def _container(
    deployment: Object,
    path: PathInObject,
    container: dict[str, Any],
    names: set[str],
    numbers: set[tuple[Any, Any]],
) -> Iterator[Finding]:
    for index, port in items(container, "ports"):
        at = (*path, "ports", index)
        number, name, protocol = (hashable(port.get(key)) for key in ("containerPort", "name", "protocol"))
        protocol = protocol or "TCP"
        if not in_range(number):
            yield finding(deployment, (*at, "containerPort"), f"{number} is not a port", _RANGE)
        elif (number, protocol) in numbers:
            yield finding(deployment, at, f"port {number}/{protocol} is there twice", "keep one of the two")
        if name is not None and not is_name(name):
            remedy = "write at most 15 of a-z, 0-9 and `-`, with a letter among them"
            yield finding(deployment, (*at, "name"), f"`{str(name)[:40]}` is not a port name", remedy)
        elif name in names:
            yield finding(deployment, (*at, "name"), f"the port name `{name}` is there twice", "choose another")
        numbers.add((number, protocol))
        names.add(str(name))


def _probes(deployment: Object, path: PathInObject, container: dict[str, Any], names: set[Any]) -> Iterator[Finding]:
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        for handler in ("httpGet", "tcpSocket", "grpc"):
            port = mapping(container, probe, handler).get("port")
            at = (*path, probe, handler, "port")
            if isinstance(port, str) and port not in names:
                yield finding(
                    deployment,
                    at,
                    f"no port of this container is named `{port}`",
                    "name one, or write its number",
                )
            elif isinstance(port, int) and not in_range(port):
                yield finding(deployment, at, f"{port} is not a port", _RANGE)


def _service(service: Object, names: set[str], numbers: set[Any]) -> Iterator[Finding]:
    seen: set[Any] = set()
    if not items(service["spec"], "ports"):
        yield finding(service, ("spec", "ports"), "a Service needs a port", "keep the one that mcpgen writes")
    for index, port in items(service["spec"], "ports"):
        at: PathInObject = ("spec", "ports", index)
        number, target = hashable(port.get("port")), port.get("targetPort")
        protocol = hashable(port.get("protocol"))
        if not in_range(number):
            yield finding(service, (*at, "port"), f"{number} is not a port", _RANGE)
        elif (number, protocol) in seen:
            yield finding(service, (*at, "port"), f"port {number} is there twice", "choose another for one of the two")
        seen.add((number, protocol))
        if isinstance(target, str) and target not in names:
            message = f"no container port is named `{target}`"
            yield finding(service, (*at, "targetPort"), message, f"write one of {', '.join(sorted(names)) or 'their numbers'}")
        elif isinstance(target, int) and not in_range(target):
            yield finding(service, (*at, "targetPort"), f"{target} is not a port", _RANGE)
        elif isinstance(target, int) and target not in numbers:
            remedy = f"write one of {', '.join(sorted(map(str, numbers)))}, or name it in `ports`"
            yield finding(service, (*at, "targetPort"), f"no container has the port {target}", remedy)


def in_range(number: object) -> bool:
    """True for a port that a container can listen on."""
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 65535


def is_name(name: object) -> bool:
    """True for an IANA service name, as Kubernetes takes it (RFC 6335, section 5.1)."""
    return (
        isinstance(name, str)
        and len(name) <= 15
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None
        and re.search(r"[a-z]", name) is not None
    )
