"""Who can reach a server from outside."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.dangers.exposure import CLASSES
from tests.checks.dangers.samples import Object, said, service, subject

NOW = "exposure-added: the server can now be reached"


def ingress(*ways: tuple[str | None, str], **spec: Any) -> Object:
    """An Ingress with a rule for each host and path."""
    rules = [{**({"host": host} if host else {}), "http": {"paths": [{"path": path}]}} for host, path in ways]
    return subject("Ingress", "networking.k8s.io/v1", spec={"rules": rules, **spec})


def route(*hosts: str, path: str | None = "/") -> Object:
    """An HTTPRoute for the hosts."""
    rule = {"matches": [{"path": {"type": "PathPrefix", "value": path}}]} if path else {}
    return subject("HTTPRoute", "gateway.networking.k8s.io/v1", spec={"hostnames": list(hosts), "rules": [rule]})


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ([], [ingress(("a.example.com", "/"))], [f"{NOW} from outside at a.example.com/"]),
        ([ingress(("a.example.com", "/"))], [ingress(("a.example.com", "/"))], []),
        ([ingress(("a.example.com", "/"))], [], []),
        (
            [ingress(("a.example.com", "/"))],
            [ingress(("a.example.com", "/"), ("b.example.com", "/mcp"))],
            [f"{NOW} from outside at b.example.com/mcp"],
        ),
        ([ingress(("a.example.com", "/mcp"))], [ingress(("a.example.com", "/"))], [f"{NOW} from outside at a.example.com/"]),
        ([ingress(("a.example.com", "/"))], [ingress(("a.example.com", "/mcp"))], []),
        (
            [ingress(("a.example.com", "/mcp"))],
            [ingress(("a.example.com", "/mcp2"))],
            [f"{NOW} from outside at a.example.com/mcp2"],
        ),
        ([ingress(("a.example.com", "/"))], [ingress((None, "/"))], [f"{NOW} from outside at any host, path /"]),
        ([ingress((None, "/"))], [ingress(("a.example.com", "/"))], []),
        ([ingress()], [ingress(defaultBackend={"service": {}})], [f"{NOW} from outside at any host, path /"]),
        ([ingress(("a.example.com", "/"))], [route("a.example.com")], []),
        ([route("a.example.com")], [route("a.example.com", "b.example.com")], [f"{NOW} from outside at b.example.com/"]),
        ([route("a.example.com")], [route()], [f"{NOW} from outside at any host, path /"]),
        (
            [route("a.example.com", path="/mcp")],
            [route("a.example.com", path=None)],
            [f"{NOW} from outside at a.example.com/"],
        ),
        ([service()], [service(type="NodePort")], [f"{NOW} on a port of every node"]),
        ([service(type="NodePort")], [service(type="LoadBalancer")], [f"{NOW} through a load balancer of its own"]),
        ([service(type="NodePort")], [service(type="NodePort")], []),
        ([], [service(type="LoadBalancer")], [f"{NOW} through a load balancer of its own"]),
        ([service()], [service(externalIPs=["192.0.2.1"])], [f"{NOW} at the address 192.0.2.1"]),
    ],
)
def test_what_is_told(old: list[Object], new: list[Object], messages: list[str]) -> None:
    """Hosts, paths and doors that come, whichever kind opens them; what was open before is not told again."""
    assert said(CLASSES, old, new) == messages
