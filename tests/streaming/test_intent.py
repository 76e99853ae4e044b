"""From a server's ingress block to an intent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mcpgen.streaming.controllers import CONTROLLERS
from mcpgen.streaming.intent import callers, controller, host, intent, keeps_sessions, route
from mcpgen.streaming.interface import BasicAuth, Callers, Cors, ExternalAuth, Gateway, RateLimit
from tests.manifests.samples import base, server
from tests.streaming.samples import PLAIN

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server

SMALL = replace(PLAIN, name="x", host="mcp-x.example.com")
"""The intent of a small server that is reached from outside."""


def reached(fields: str, more: str = "") -> Server:
    """A server with those fields in its ingress block."""
    return server(f"ingress: {{enabled: true, {fields}}}{more}")


def test_what_is_not_written() -> None:
    """A route that asks for nothing: the defaults."""
    assert intent(reached("")) == SMALL


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("sse: true", {"streaming": True}),
        ("sse: true, idleTimeout: 60", {"streaming": True, "idle": 60}),
        ("path: /x, pathType: Exact", {"path": "/x", "path_type": "Exact"}),
        ("host: a.example.org", {"host": "a.example.org"}),
        ("sessions: cookie", {"sessions": "cookie"}),
        ("sessions: header, sessionHeader: X-Tenant", {"sessions": "header", "session_header": "X-Tenant"}),
        ("rateLimit: {}", {"rate": RateLimit(10, None, 5, 100)}),
        ("rateLimit: {requestsPerMinute: 6, burst: 2}", {"rate": RateLimit(10, 6, 2, 100)}),
        ("tls: {}", {"certificate": "x-tls"}),
        ("tls: {secretName: mine}", {"certificate": "mine"}),
        ("maxBody: 4m, allowlist: [10.0.0.0/8]", {"max_body": "4m", "allowlist": ("10.0.0.0/8",)}),
        ("auth: {basic: {secretName: users}}", {"auth": BasicAuth("users")}),
        ("auth: {external: {url: 'https://a/b'}}", {"auth": ExternalAuth("https://a/b", ())}),
        (
            "controller: gateway, implementation: istio, gateway: {name: edge, namespace: infra, sectionName: https}",
            {"gateway": Gateway("edge", "infra", "https", "istio")},
        ),
    ],
)
def test_what_is_written(fields: str, changes: dict[str, Any]) -> None:
    """Each word of the block has its place in the intent."""
    assert intent(reached(fields)) == replace(SMALL, **changes)


def test_cors_knows_the_headers_of_mcp() -> None:
    """What browsers may send and read is MCP's, and what the catalog adds."""
    found = intent(reached("cors: {allowOrigins: ['*'], allowHeaders: [X-A], exposeHeaders: [X-B], maxAge: 60}")).cors
    assert found == Cors(
        origins=("*",),
        methods=("GET", "POST", "DELETE", "OPTIONS"),
        headers=(
            "Content-Type",
            "Accept",
            "Authorization",
            "Mcp-Protocol-Version",
            "Mcp-Method",
            "Mcp-Name",
            "Mcp-Session-Id",
            "Last-Event-ID",
            "X-A",
        ),
        exposed=("Mcp-Session-Id", "WWW-Authenticate", "X-B"),
        credentials=False,
        max_age=60,
    )


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ("", False),
        (", replicas: 2", True),
        (", replicas: 2, stateless: true", False),
        (", autoscaling: {enabled: true, minReplicas: 1, maxReplicas: 3}", True),
        (", autoscaling: {enabled: true, minReplicas: 1, maxReplicas: 1}", False),
        (", replicas: 2, autoscaling: {enabled: false}", True),
    ],
)
def test_auto(more: str, *, kept: bool) -> None:
    """The means are the controller's choice where a stateful server may run on several pods; elsewhere none are asked for."""
    found = server(f"ingress: {{enabled: true, sessions: auto}}{more}")
    assert keeps_sessions(found) is kept
    assert intent(found).sessions == (None if kept else "none")


@pytest.mark.parametrize("name", sorted(CONTROLLERS))
def test_the_controller(name: str) -> None:
    """The server's own word goes over its environment's; without an ingress there is none."""
    found = server("ingress: {enabled: true}", cluster=f"namespace: mcp, domain: example.com, ingress: {{controller: {name}}}")
    assert controller(found) is CONTROLLERS[name]
    assert controller(server("")) is None
    assert route(server("")) is None
    assert controller(reached("controller: nginx")) is CONTROLLERS["nginx"]


def test_the_host_of_a_base() -> None:
    """Environments of different domains: the base names no host."""
    assert host(base("ingress: {enabled: true}")) is None


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("enabled: false", None),
        ("enabled: true", Callers("ingress-nginx", {"app.kubernetes.io/name": "ingress-nginx"})),
        (
            "enabled: true, controller: gateway, gateway: {name: edge}",
            Callers("mcp", {"gateway.networking.k8s.io/gateway-name": "edge"}),
        ),
    ],
)
def test_callers(fields: str, found: Callers | None) -> None:
    """As the controller's installation has it, or as the route says; nobody without a controller."""
    assert callers(server(f"ingress: {{{fields}}}")) == found
