"""What two servers claim."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.routes import duplicates, routes_of


def ingress(host: str, path: str) -> dict[str, Any]:
    """An Ingress with one rule."""
    rule = {"host": host, "http": {"paths": [{"path": path}]}}
    return {"kind": "Ingress", "metadata": {"name": "x"}, "spec": {"rules": [rule]}}


def http_route(host: str, *paths: str) -> dict[str, Any]:
    """An HTTPRoute with a rule for each path."""
    rules = [{"matches": [{"path": {"type": "PathPrefix", "value": path}}]} for path in paths]
    return {"kind": "HTTPRoute", "metadata": {"name": "x"}, "spec": {"hostnames": [host], "rules": rules}}


def service(port: int | None, protocol: str = "TCP") -> dict[str, Any]:
    """A Service with one port."""
    spec = {"ports": [{"port": 80, "protocol": protocol, "nodePort": port}]}
    return {"kind": "Service", "metadata": {"name": "x"}, "spec": spec}


def external(name: str, policy: str = "Owner") -> dict[str, Any]:
    """An ExternalSecret with a target."""
    target = {"name": name, "creationPolicy": policy}
    return {"kind": "ExternalSecret", "metadata": {"name": "x"}, "spec": {"target": target}}


@pytest.mark.parametrize(
    ("subject", "at"),
    [
        (ingress("h", "/a"), ("spec", "rules", 0)),
        (http_route("h", "/a", "/a"), ("spec", "hostnames", 0)),
        (service(30080), ("spec", "ports", 0, "nodePort")),
        (external("s"), ("spec", "target", "name")),
    ],
)
def test_claims(subject: dict[str, Any], at: tuple[Any, ...]) -> None:
    """One claim each, at the place that makes it."""
    found = routes_of("server", [subject, {"kind": "Deployment", "metadata": {"name": "x"}, "spec": {}}])
    assert [(each.server, each.kind, each.name, each.at) for each in found] == [("server", subject["kind"], "x", at)]


@pytest.mark.parametrize("subject", [service(None), service(0), external("s", "Merge"), external("s", "Orphan")])
def test_nothing_is_claimed(subject: dict[str, Any]) -> None:
    """Ports that the cluster chooses, and Secrets that someone else owns."""
    assert routes_of("server", [subject]) == []


def told(*subjects: dict[str, Any]) -> list[tuple[str, str]]:
    """Server and message of each claim that comes too late; the servers are named by numbers."""
    routes = [route for number, subject in enumerate(subjects) for route in routes_of(str(number), [subject])]
    found = list(duplicates(routes))
    assert all(each.remedy for _, each in found)
    return [(server, each.message) for server, each in found]


def test_routes() -> None:
    """The later server is told who was first; a slash at the end is no difference, another path or host is."""
    claims = [("h", "/"), ("h", "/b"), ("i", "/"), ("h", ""), ("h", "/b/")]
    assert told(*(ingress(host, path) for host, path in claims)) == [
        ("3", "h leads to 0 already"),
        ("4", "h/b/ leads to 1 already"),
    ]


def test_routes_of_gateways() -> None:
    """An HTTPRoute claims each of its paths, and an Ingress of the same name in DNS stands in its way."""
    assert told(http_route("h", "/a", "/b"), ingress("h", "/"), http_route("h", "/b"), http_route("h", "/")) == [
        ("2", "h/b leads to 0 already"),
        ("3", "h/ leads to 1 already"),
    ]


def test_ports_of_the_nodes() -> None:
    """A number is given once for each protocol."""
    assert told(service(30080), service(30080, "UDP"), service(30081), service(30080)) == [
        ("3", "the port 30080 of the nodes leads to 0 already")
    ]


def test_secrets() -> None:
    """A Secret has one owner."""
    assert told(external("a"), external("b"), external("a"), external("a", "Merge")) == [
        ("2", "the Secret a is kept for 0 already")
    ]
