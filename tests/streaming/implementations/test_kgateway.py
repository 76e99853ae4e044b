"""kgateway: a policy for the HTTPRoute, one for the Service."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.streaming.implementations.interface import Policies, beside_gateway
from mcpgen.streaming.implementations.kgateway import IMPLEMENTATION, policies
from mcpgen.streaming.interface import BasicAuth, Extra, Limit, Sessions
from tests.streaming.implementations.samples import ADDRESS, PLACE, ROUTE, SERVICE, asked, specs, told
from tests.streaming.samples import CORS, EXTERNAL, RATE

NAME = "kgateway"
API = "gateway.kgateway.dev/v1alpha1"
NEWER = Limit(
    "allowlist",
    "a release of kgateway without `acl` leaves the list out without a word",
    "make sure that `kubectl explain trafficpolicy.spec.acl` finds it",
    "warning",
)
TOGETHER = Limit(
    "rateLimit",
    "kgateway by itself cannot count the requests of each client",
    "remove it, or add a TrafficPolicy with `rateLimit.global` and a rate limit service",
    "warning",
)
APPENDED = Limit(
    "auth.external.url",
    "kgateway asks at /verify with the path of the request behind it",
    "let the service answer all paths below it, or name it without a path",
    "warning",
)
BACKEND = {"group": "gateway.kgateway.dev", "kind": "Backend", "name": "search-auth"}
TLS = {
    "wellKnownCACertificates": "System",
    "sni": "auth.example.com",
    "verifySubjectAltNames": ["auth.example.com"],
    "alpnProtocols": ["http/1.1"],
}


def traffic(**words: Any) -> Extra:
    """The server's TrafficPolicy."""
    return Extra(API, "TrafficPolicy", {"spec": {"targetRefs": [ROUTE], **words}})


def hashed(policy: dict[str, Any]) -> Extra:
    """The server's BackendConfigPolicy."""
    spec = {"targetRefs": [SERVICE], "loadBalancer": {"ringHash": {"hashPolicies": [policy]}}}
    return Extra(API, "BackendConfigPolicy", {"spec": spec})


@pytest.mark.parametrize("changes", [{}, {"cors": CORS}])
def test_nothing_of_its_own(changes: dict[str, Any]) -> None:
    """CORS is the HTTPRoute's."""
    assert policies(asked(NAME, **changes)) == Policies("none")


def test_stream() -> None:
    """How long it may be silent, and no total."""
    wanted = traffic(timeouts={"request": "0s", "streamIdle": "60s"})
    assert policies(asked(NAME, streaming=True, idle=60)) == Policies("none", (wanted,))


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"sourceIP": {}}),
        ("client-ip", "client-ip", {"sourceIP": {}}),
        ("cookie", "cookie", {"cookie": {"name": "mcp-affinity", "ttl": "0s"}}),
        ("header", "header", {"header": {"name": "Authorization"}}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, Any]) -> None:
    """A hash of what a client sends anyway, or of a cookie."""
    assert policies(asked(NAME, sessions=sessions)) == Policies(became, (hashed(words),))


def test_a_rate_is_not_written() -> None:
    """It would be one for all clients together."""
    assert policies(asked(NAME, rate=RATE)) == Policies("none", limits=(TOGETHER,))


def test_passwords() -> None:
    """From the key that the catalog names; only some kinds of passwords."""
    limit = Limit(
        "auth.basic", "kgateway takes only {SHA} passwords", "write the Secret's key `auth` with `htpasswd -s`", "warning"
    )
    wanted = traffic(basicAuth={"secretRef": {"name": "users", "key": "auth"}})
    assert policies(asked(NAME, auth=BasicAuth("users"))) == Policies("none", (wanted,), (limit,))


def test_a_service_without_a_path() -> None:
    """Nothing is appended to nothing, and nothing is told."""
    found = policies(asked(NAME, auth=PLACE))
    assert specs(found.objects) == {
        "TrafficPolicy": {"targetRefs": [ROUTE], "extAuth": {"extensionRef": {"name": "search-auth"}}},
        "GatewayExtension-auth": {"extAuth": {"httpService": {"backendRef": BACKEND}, "headersToForward": ["Cookie"]}},
        "Backend-auth": {"static": {"hosts": [{"host": "auth.example.com", "port": 443}]}},
        "BackendConfigPolicy-auth": {"targetRefs": [BACKEND], "tls": TLS},
    }
    assert found.limits == ()


def test_a_service_at_an_address() -> None:
    """An error, and nothing that would let callers in unasked."""
    limit = Limit("auth.external.url", "kgateway reaches a service by a host name", "write its host name")
    assert policies(asked(NAME, auth=ADDRESS)) == Policies("none", limits=(limit,))


def test_a_body_too_large_to_hold() -> None:
    """Envoy counts in 32 bits."""
    assert told(policies(asked(NAME, max_body="4g")).limits) == [("warning", "maxBody")]


def test_everything() -> None:
    """What it can."""
    found = policies(
        asked(
            NAME,
            streaming=True,
            sessions=None,
            rate=RATE,
            cors=CORS,
            max_body="8m",
            allowlist=("10.0.0.0/8", "::1/128"),
            auth=EXTERNAL,
        )
    )
    response = {"headersToBackend": ["X-User"]}
    service = {"backendRef": BACKEND, "pathPrefix": "/verify", "authorizationResponse": response}
    provider = {"extAuth": {"httpService": service, "headersToForward": ["Cookie"]}}
    assert found == Policies(
        "client-ip",
        (
            traffic(
                timeouts={"request": "0s", "streamIdle": "3600s"},
                buffer={"maxRequestSize": "8Mi"},
                acl={"defaultAction": "deny", "rules": [{"cidrs": ["10.0.0.0/8", "::1/128"], "action": "allow"}]},
                extAuth={"extensionRef": {"name": "search-auth"}},
            ),
            hashed({"sourceIP": {}}),
            Extra(API, "GatewayExtension", {"spec": provider}, "-auth"),
            Extra(API, "Backend", {"spec": {"static": {"hosts": [{"host": "auth.example.com", "port": 443}]}}}, "-auth"),
            Extra(API, "BackendConfigPolicy", {"spec": {"targetRefs": [BACKEND], "tls": TLS}}, "-auth"),
        ),
        (TOGETHER, NEWER, APPENDED),
    )


def test_callers() -> None:
    """Beside the Gateway."""
    assert IMPLEMENTATION.callers is beside_gateway
