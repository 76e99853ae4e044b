"""Envoy Gateway: one policy for traffic, one for security, on the HTTPRoute."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.streaming.implementations.envoy_gateway import callers, policies
from mcpgen.streaming.implementations.interface import Policies
from mcpgen.streaming.interface import BasicAuth, Callers, ExternalAuth, Extra, Gateway, Limit, RateLimit, Sessions
from tests.streaming.implementations.samples import ADDRESS, ROUTE, asked, specs, told
from tests.streaming.samples import CORS, EXTERNAL, RATE

API = "gateway.envoyproxy.io/v1alpha1"
NAME = "envoy-gateway"


def traffic(**words: Any) -> Extra:
    """The server's BackendTrafficPolicy."""
    return Extra(API, "BackendTrafficPolicy", {"spec": {"targetRefs": [ROUTE], **words}})


def security(**words: Any) -> Extra:
    """The server's SecurityPolicy."""
    return Extra(API, "SecurityPolicy", {"spec": {"targetRefs": [ROUTE], **words}})


def rule(cidr: str, requests: int, unit: str) -> dict[str, Any]:
    """A bucket for each address in a range."""
    selector = {"sourceCIDR": {"type": "Distinct", "value": cidr, "invert": False}}
    return {"clientSelectors": [selector], "limit": {"requests": requests, "unit": unit}}


HASHED = {"type": "ConsistentHash", "consistentHash": {"type": "SourceIP"}}
DENIED = {"defaultAction": "Deny", "rules": [{"action": "Allow", "principal": {"clientCIDRs": ["10.0.0.0/8", "::1/128"]}}]}
BURST = Limit(
    "rateLimit.burst",
    "Envoy Gateway cannot let a client exceed its rate for a moment",
    "write `burst: 1`; a client may use a second's or a minute's requests at once",
    "warning",
)
CONNECTIONS = Limit(
    "rateLimit.connections",
    "Envoy Gateway cannot count the open connections of each client",
    "write `connections: null`",
    "warning",
)
SWITCH = Limit(
    "auth.external",
    "Envoy Gateway reads a Backend only where its configuration allows that; else every request gets an error",
    "set `extensionApis.enableBackend: true` in the EnvoyGateway configuration",
    "warning",
)


def test_plain() -> None:
    """No policy where nothing is asked."""
    assert policies(asked(NAME)) == Policies("none")


def test_stream() -> None:
    """How long it may be silent; the total is the HTTPRoute's."""
    wanted = traffic(timeout={"http": {"streamIdleTimeout": "60s"}})
    assert policies(asked(NAME, streaming=True, idle=60)) == Policies("none", (wanted,))


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"type": "SourceIP"}),
        ("client-ip", "client-ip", {"type": "SourceIP"}),
        ("cookie", "cookie", {"type": "Cookie", "cookie": {"name": "mcp-affinity", "ttl": "0s"}}),
        ("header", "header", {"type": "Headers", "headers": [{"name": "X-Tenant"}]}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, Any]) -> None:
    """A hash of what a client sends anyway, or of a cookie."""
    wanted = traffic(loadBalancer={"type": "ConsistentHash", "consistentHash": words})
    assert policies(asked(NAME, sessions=sessions, session_header="X-Tenant")) == Policies(became, (wanted,))


def test_rates() -> None:
    """By second and by minute, for each address of either version."""
    wanted = [(cidr, number, unit) for number, unit in ((3, "Second"), (60, "Minute")) for cidr in ("0.0.0.0/0", "::/0")]
    found = policies(asked(NAME, rate=RateLimit(3, 60, 1, None)))
    assert found == Policies("none", (traffic(rateLimit={"local": {"rules": [rule(*each) for each in wanted]}}),))


def test_a_limit_of_connections_alone_writes_nothing() -> None:
    """There is no word for it."""
    assert policies(asked(NAME, rate=RateLimit(None, None, 5, 100))) == Policies("none", limits=(CONNECTIONS,))


def test_passwords() -> None:
    """Under a key of its own, which is told."""
    found = policies(asked(NAME, auth=BasicAuth("users")))
    message = "Envoy Gateway reads the key `.htpasswd` of the Secret, and only {SHA} passwords"
    remedy = "store the users under `.htpasswd` too, as `htpasswd -s` writes them"
    limit = Limit("auth.basic", message, remedy, "warning")
    wanted = security(basicAuth={"users": {"group": "", "kind": "Secret", "name": "users"}})
    assert found == Policies("none", (wanted,), (limit,))


def test_a_service_without_tls() -> None:
    """No certificate to check, no headers to hand on."""
    found = policies(asked(NAME, auth=ExternalAuth("http://auth.mcp.svc:4180/oauth2/auth", ())))
    backend = {"group": "gateway.envoyproxy.io", "kind": "Backend", "name": "search-auth", "weight": 1}
    assert specs(found.objects) == {
        "SecurityPolicy": {
            "targetRefs": [ROUTE],
            "extAuth": {"headersToExtAuth": ["Cookie"], "http": {"backendRefs": [backend], "pathOverride": "/oauth2/auth"}},
        },
        "Backend-auth": {"type": "Endpoints", "endpoints": [{"fqdn": {"hostname": "auth.mcp.svc", "port": 4180}}]},
    }
    assert found.limits == (SWITCH,)


def test_a_service_at_an_address() -> None:
    """An error, and nothing that would let callers in unasked."""
    limit = Limit("auth.external.url", "Envoy Gateway reaches a service by a host name", "write its host name")
    assert policies(asked(NAME, auth=ADDRESS)) == Policies("none", limits=(limit,))


def test_a_body_too_large_to_hold() -> None:
    """Envoy counts in 32 bits."""
    limit = Limit("maxBody", "Envoy Gateway cannot limit the size of a request", "write less than 4g", "warning")
    assert policies(asked(NAME, max_body="4g")) == Policies("none", limits=(limit,))


ALL: dict[str, Any] = {
    "rate": RATE,
    "cors": CORS,
    "max_body": "8m",
    "allowlist": ("10.0.0.0/8", "::1/128"),
    "auth": EXTERNAL,
}


def test_everything() -> None:
    """Both policies, and the service that is asked."""
    found = policies(asked(NAME, streaming=True, sessions=None, certificate="search-tls", **ALL))
    backend = {"group": "gateway.envoyproxy.io", "kind": "Backend", "name": "search-auth"}
    asks = {"backendRefs": [{**backend, "weight": 1}], "pathOverride": "/verify", "headersToBackend": ["X-User"]}
    checks = {"hostname": "auth.example.com", "wellKnownCACertificates": "System"}
    endpoint = {"fqdn": {"hostname": "auth.example.com", "port": 443}}
    assert found == Policies(
        "client-ip",
        (
            traffic(
                loadBalancer=HASHED,
                timeout={"http": {"streamIdleTimeout": "3600s"}},
                rateLimit={"local": {"rules": [rule("0.0.0.0/0", 10, "Second"), rule("::/0", 10, "Second")]}},
                requestBuffer={"limit": "8Mi"},
            ),
            security(authorization=DENIED, extAuth={"headersToExtAuth": ["Cookie"], "http": asks}),
            Extra(API, "Backend", {"spec": {"type": "Endpoints", "endpoints": [endpoint]}}, "-auth"),
            Extra(
                "gateway.networking.k8s.io/v1",
                "BackendTLSPolicy",
                {"spec": {"targetRefs": [backend], "validation": checks}},
                "-auth",
            ),
        ),
        (BURST, CONNECTIONS, SWITCH),
    )
    assert told(found.limits) == [
        ("warning", "rateLimit.burst"),
        ("warning", "rateLimit.connections"),
        ("warning", "auth.external"),
    ]


@pytest.mark.parametrize(
    ("gateway", "namespace", "labels"),
    [
        (Gateway("edge", "infra"), "mcp", {"owning-gateway-name": "edge", "owning-gateway-namespace": "infra"}),
        (Gateway("edge"), "mcp", {"owning-gateway-name": "edge", "owning-gateway-namespace": "mcp"}),
        (Gateway("edge"), None, {"owning-gateway-name": "edge"}),
    ],
)
def test_callers(gateway: Gateway, namespace: str | None, labels: dict[str, str]) -> None:
    """In the controller's namespace, the proxies of this Gateway only."""
    found = callers(asked(NAME, gateway=gateway, namespace=namespace))
    assert found == Callers("envoy-gateway-system", {f"gateway.envoyproxy.io/{key}": value for key, value in labels.items()})


def test_callers_of_no_gateway() -> None:
    """A base whose environments have other Gateways knows the proxies as such."""
    assert callers(asked(NAME, gateway=Gateway())) == Callers("envoy-gateway-system", {"app.kubernetes.io/name": "envoy"})
