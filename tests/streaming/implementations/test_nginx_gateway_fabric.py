"""NGINX Gateway Fabric: one policy for each thing."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.streaming.implementations.interface import Policies, beside_gateway
from mcpgen.streaming.implementations.nginx_gateway_fabric import IMPLEMENTATION, policies
from mcpgen.streaming.interface import BasicAuth, Extra, Limit, RateLimit, Sessions
from tests.streaming.implementations.samples import ROUTE, SERVICE, asked
from tests.streaming.samples import CORS, EXTERNAL, RATE

NAME = "nginx-gateway-fabric"
RULE = {"key": "$binary_remote_addr", "noDelay": True, "rejectCode": 429}
NEWER = Limit(
    "allowlist",
    "NGINX Gateway Fabric has the AccessPolicy that turns callers away only in releases after 2.6",
    "make sure that `kubectl get crd accesspolicies.gateway.nginx.org` finds it",
    "warning",
)
TYPE = Limit(
    "auth.basic",
    "NGINX Gateway Fabric reads only a Secret of type `nginx.org/htpasswd`",
    "create the Secret with that type; its key stays `auth`",
    "warning",
)
CONNECTIONS = Limit(
    "rateLimit.connections",
    "NGINX Gateway Fabric cannot count the open connections of each client",
    "write `connections: null`",
    "warning",
)


def policy(kind: str, **spec: Any) -> Extra:
    """A policy of NGINX Gateway Fabric."""
    return Extra("gateway.nginx.org/v1alpha1", kind, {"spec": spec})


def hashed(key: str) -> Extra:
    """The server's UpstreamSettingsPolicy."""
    words = {"loadBalancingMethod": "hash consistent", "hashMethodKey": key}
    return policy("UpstreamSettingsPolicy", targetRefs=[SERVICE], **words)


def streamed(idle: str) -> Extra:
    """The server's ProxySettingsPolicy."""
    words = {"buffering": {"disable": True}, "timeout": {"read": idle, "send": idle}}
    return policy("ProxySettingsPolicy", targetRefs=[ROUTE], **words)


@pytest.mark.parametrize("changes", [{}, {"cors": CORS}])
def test_nothing_of_its_own(changes: dict[str, Any]) -> None:
    """CORS is the HTTPRoute's."""
    assert policies(asked(NAME, **changes)) == Policies("none")


@pytest.mark.parametrize(("idle", "words"), [(60, "60s"), (3600, "3600s"), (86400, "1440m")])
def test_stream(idle: int, words: str) -> None:
    """Nothing held back, and silence as long as is asked."""
    assert policies(asked(NAME, streaming=True, idle=idle)) == Policies("none", (streamed(words),))


@pytest.mark.parametrize(
    ("sessions", "became", "key"),
    [
        (None, "client-ip", "$binary_remote_addr"),
        ("client-ip", "client-ip", "$binary_remote_addr"),
        ("header", "header", "$http_x_tenant"),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, key: str) -> None:
    """A hash of what a client sends anyway."""
    assert policies(asked(NAME, sessions=sessions, session_header="X-Tenant")) == Policies(became, (hashed(key),))


def test_sessions_that_would_be_lost() -> None:
    """There is no cookie, and a key takes no digits."""
    message = "NGINX Gateway Fabric cannot keep sessions on their pod by cookie"
    remedy = "write `sessions: client-ip`, keep the server stateless, or run one replica"
    assert policies(asked(NAME, sessions="cookie")) == Policies("none", limits=(Limit("sessions", message, remedy),))
    message = "NGINX Gateway Fabric takes only headers of letters and `-`, not `X-Auth2`"
    found = policies(asked(NAME, sessions="header", session_header="X-Auth2"))
    assert found == Policies("none", limits=(Limit("sessionHeader", message, "choose another header"),))


def test_rates() -> None:
    """With ingress-nginx's burst."""
    rules = [{"rate": "3r/s", "burst": 6, **RULE}, {"rate": "60r/m", "burst": 120, **RULE}]
    wanted = policy("RateLimitPolicy", targetRefs=[ROUTE], rateLimit={"local": {"rules": rules}})
    assert policies(asked(NAME, rate=RateLimit(3, 60, 2, None))) == Policies("none", (wanted,))
    assert policies(asked(NAME, rate=RateLimit(None, None, 2, 9))) == Policies("none", limits=(CONNECTIONS,))


def test_another_service_cannot_be_asked() -> None:
    """An error."""
    message = "NGINX Gateway Fabric cannot ask another service who may call"
    remedy = "remove it, and let the server check who calls, or choose another implementation"
    found = policies(asked(NAME, auth=EXTERNAL))
    assert found == Policies("none", limits=(Limit("auth.external", message, remedy),))


def test_too_many_ranges() -> None:
    """The policy takes 64."""
    found = policies(asked(NAME, allowlist=tuple(f"10.0.{number}.0/24" for number in range(65))))
    assert found.limits == (Limit("allowlist", "NGINX Gateway Fabric takes at most 64 ranges", "join neighbouring ranges"),)


def test_everything() -> None:
    """All policies, and the filter that names one of them."""
    found = policies(
        asked(
            NAME,
            streaming=True,
            sessions=None,
            rate=RATE,
            cors=CORS,
            max_body="8m",
            allowlist=("10.0.0.0/8", "::1/128"),
            auth=BasicAuth("users"),
        )
    )
    listed = [
        {"name": f"allowed-{number}", "source": {"type": "IPAddress", "ipAddress": {"address": cidr}}}
        for number, cidr in ((1, "10.0.0.0/8"), (2, "::1/128"))
    ]
    rules = {"local": {"rules": [{"rate": "10r/s", "burst": 50, **RULE}]}}
    assert found == Policies(
        "client-ip",
        (
            streamed("3600s"),
            policy("ClientSettingsPolicy", targetRef=ROUTE, body={"maxSize": "8m"}),
            policy("RateLimitPolicy", targetRefs=[ROUTE], rateLimit=rules),
            hashed("$binary_remote_addr"),
            policy("AccessPolicy", targetRefs=[ROUTE], action="Allow", rules=listed),
            policy("AuthenticationFilter", type="Basic", basic={"secretRef": {"name": "users"}, "realm": "search"}),
        ),
        (CONNECTIONS, TYPE, NEWER),
        (
            {
                "type": "ExtensionRef",
                "extensionRef": {"group": "gateway.nginx.org", "kind": "AuthenticationFilter", "name": "search"},
            },
        ),
    )


def test_the_rest() -> None:
    """Beside the Gateway; timeouts of the HTTPRoute have no effect there."""
    assert (IMPLEMENTATION.callers, IMPLEMENTATION.timeouts, IMPLEMENTATION.cors) == (beside_gateway, False, True)
