"""agentgateway: who may call; streams need no word, and sessions have none."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.streaming.implementations.agentgateway import IMPLEMENTATION, policies
from mcpgen.streaming.implementations.interface import Policies, beside_gateway
from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Extra, Limit, Sessions
from tests.streaming.implementations.samples import ADDRESS, ROUTE, asked, specs, told
from tests.streaming.samples import CORS, EXTERNAL, RATE

NAME = "agentgateway"
API = "agentgateway.dev/v1alpha1"
BACKEND = {"group": "agentgateway.dev", "kind": "AgentgatewayBackend", "name": "search-auth"}


def policy(**traffic: Any) -> Extra:
    """The server's AgentgatewayPolicy."""
    return Extra(API, "AgentgatewayPolicy", {"spec": {"targetRefs": [ROUTE], "traffic": traffic}})


@pytest.mark.parametrize("changes", [{}, {"streaming": True, "idle": 60}, {"cors": CORS}])
def test_nothing_of_its_own(changes: dict[str, Any]) -> None:
    """Streams are never cut, and CORS is the HTTPRoute's."""
    assert policies(asked(NAME, **changes)) == Policies("none")


@pytest.mark.parametrize("sessions", ["cookie", "client-ip", "header"])
def test_sessions(sessions: Sessions) -> None:
    """Requests go to any pod of a Service."""
    message = "agentgateway before a Service cannot keep sessions on their pod"
    remedy = "keep the server stateless, run one replica, or choose an `implementation` that can"
    assert policies(asked(NAME, sessions=sessions)) == Policies("none", limits=(Limit("sessions", message, remedy),))


def test_sessions_by_any_means() -> None:
    """There is none, which the route says."""
    assert policies(asked(NAME, sessions=None)) == Policies("none")


def test_addresses() -> None:
    """One condition that must hold: any of the ranges."""
    listed = 'cidr("10.0.0.0/8").containsIP(source.address) || cidr("::1/128").containsIP(source.address)'
    wanted = policy(authorization={"action": "Require", "policy": {"matchExpressions": [listed]}})
    assert policies(asked(NAME, allowlist=("10.0.0.0/8", "::1/128"))) == Policies("none", (wanted,))


def test_passwords() -> None:
    """Under a key of its own, which is told."""
    message, remedy = "agentgateway reads the key `.htaccess` of the Secret", "store the users under `.htaccess` too"
    wanted = policy(basicAuthentication={"mode": "Strict", "secretRef": {"name": "users"}})
    found = policies(asked(NAME, auth=BasicAuth("users")))
    assert found == Policies("none", (wanted,), (Limit("auth.basic", message, remedy, "warning"),))


def test_a_service_without_tls() -> None:
    """No certificate to check, no headers to hand on; the path is text in CEL."""
    found = policies(asked(NAME, auth=ExternalAuth('http://auth.mcp.svc:4180/a"b', ())))
    http = {"path": r'"/a\"b"', "allowedRequestHeaders": ["Authorization", "Cookie"]}
    assert specs(found.objects) == {
        "AgentgatewayPolicy": {"targetRefs": [ROUTE], "traffic": {"extAuth": {"backendRef": BACKEND, "http": http}}},
        "AgentgatewayBackend-auth": {"static": {"host": "auth.mcp.svc", "port": 4180}},
    }
    assert found.limits == ()


def test_a_service_at_an_address() -> None:
    """An error, and nothing that would let callers in unasked."""
    limit = Limit("auth.external.url", "agentgateway reaches a service by a host name", "write its host name")
    assert policies(asked(NAME, auth=ADDRESS)) == Policies("none", limits=(limit,))


def test_everything() -> None:
    """What it can, and what it cannot."""
    found = policies(
        asked(
            NAME, streaming=True, sessions=None, rate=RATE, cors=CORS, max_body="8m", allowlist=("10.0.0.0/8",), auth=EXTERNAL
        )
    )
    listed = 'cidr("10.0.0.0/8").containsIP(source.address)'
    http = {"path": '"/verify"', "allowedRequestHeaders": ["Authorization", "Cookie"], "allowedResponseHeaders": ["X-User"]}
    static = {"static": {"host": "auth.example.com", "port": 443}, "policies": {"tls": {}}}
    assert found.objects == (
        policy(
            authorization={"action": "Require", "policy": {"matchExpressions": [listed]}},
            extAuth={"backendRef": BACKEND, "http": http},
        ),
        Extra(API, "AgentgatewayBackend", {"spec": static}, "-auth"),
    )
    assert told(found.limits) == [("warning", "rateLimit"), ("warning", "maxBody")]


def test_callers() -> None:
    """Beside the Gateway."""
    assert IMPLEMENTATION.callers is beside_gateway
