"""Istio: a rule for the Service, a denial at the Gateway."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.streaming.implementations.interface import Policies, beside_gateway
from mcpgen.streaming.implementations.istio import IMPLEMENTATION, policies
from mcpgen.streaming.interface import BasicAuth, Extra, Gateway, Limit, Sessions
from tests.streaming.implementations.samples import asked, told
from tests.streaming.samples import CORS, EXTERNAL, RATE

NAME = "istio"
BESIDE = Gateway("edge", implementation=NAME)
"""A Gateway in the server's own namespace."""
LISTED = ("10.0.0.0/8", "::1/128")


def hashed(**words: Any) -> Extra:
    """The server's DestinationRule."""
    spec = {"host": "search", "trafficPolicy": {"loadBalancer": {"consistentHash": words}}}
    return Extra("networking.istio.io/v1", "DestinationRule", {"spec": spec})


def denial(**paths: list[str]) -> Extra:
    """The server's AuthorizationPolicy."""
    operation = {"hosts": ["mcp-search.example.com", "mcp-search.example.com:*"], **paths}
    rule = {"from": [{"source": {"notRemoteIpBlocks": list(LISTED)}}], "to": [{"operation": operation}]}
    target = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "edge"}
    return Extra(
        "security.istio.io/v1", "AuthorizationPolicy", {"spec": {"targetRefs": [target], "action": "DENY", "rules": [rule]}}
    )


@pytest.mark.parametrize("changes", [{}, {"streaming": True, "idle": 60}, {"cors": CORS}])
def test_nothing_of_its_own(changes: dict[str, Any]) -> None:
    """Streams have no end there, and CORS is the HTTPRoute's."""
    assert policies(asked(NAME, **changes)) == Policies("none")


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"useSourceIp": True}),
        ("client-ip", "client-ip", {"useSourceIp": True}),
        ("cookie", "cookie", {"httpCookie": {"name": "mcp-affinity", "ttl": "0s"}}),
        ("header", "header", {"httpHeaderName": "Authorization"}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, Any]) -> None:
    """A hash of what a client sends anyway, or of a cookie."""
    assert policies(asked(NAME, sessions=sessions)) == Policies(became, (hashed(**words),))


@pytest.mark.parametrize(
    ("path", "path_type", "paths"),
    [
        ("/", "Prefix", {}),
        ("/x", "Prefix", {"paths": ["/x", "/x/*"]}),
        ("/x/", "ImplementationSpecific", {"paths": ["/x", "/x/*"]}),
        ("/x", "Exact", {"paths": ["/x"]}),
        ("/", "Exact", {"paths": ["/"]}),
    ],
)
def test_addresses(path: str, path_type: str, paths: dict[str, list[str]]) -> None:
    """Others are denied this server's host and path, and no other server's."""
    found = policies(asked(NAME, gateway=BESIDE, allowlist=LISTED, path=path, path_type=path_type))
    assert found == Policies("none", (denial(**paths),))


@pytest.mark.parametrize("changes", [{"host": None}, {"gateway": Gateway(implementation=NAME)}])
def test_a_base_denies_nothing(changes: dict[str, Any]) -> None:
    """Without the host or the Gateway, the denial is the overlays'."""
    assert policies(asked(NAME, **{"gateway": BESIDE, "allowlist": LISTED, **changes})) == Policies("none")


def test_a_gateway_elsewhere() -> None:
    """Its policies cannot be written from here."""
    message = "Istio reads an AuthorizationPolicy only beside its Gateway, in namespace infra"
    remedy = "remove it, and write that policy there, or use a Gateway in the server's namespace"
    found = policies(asked(NAME, allowlist=LISTED))
    assert found == Policies("none", limits=(Limit("allowlist", message, remedy),))


def test_a_host_with_a_star() -> None:
    """A second `*` for the port is not possible, and without it the denial could be walked around."""
    message = "Istio matches `*` at one end of a host only, and a caller may write a port at the other"
    found = policies(asked(NAME, gateway=BESIDE, allowlist=LISTED, host="*.example.com"))
    assert found == Policies("none", limits=(Limit("allowlist", message, "write a host without `*`"),))


def test_what_it_lacks() -> None:
    """Nobody is let in who should be asked first."""
    found = policies(asked(NAME, rate=RATE, max_body="8m", auth=EXTERNAL))
    assert told(found.limits) == [("warning", "rateLimit"), ("warning", "maxBody"), ("error", "auth.external")]
    assert told(policies(asked(NAME, auth=BasicAuth("users"))).limits) == [("error", "auth.basic")]


def test_everything() -> None:
    """What it can."""
    found = policies(asked(NAME, gateway=BESIDE, streaming=True, sessions=None, cors=CORS, allowlist=LISTED))
    assert found == Policies("client-ip", (hashed(useSourceIp=True), denial()))


def test_callers() -> None:
    """Beside the Gateway."""
    assert IMPLEMENTATION.callers is beside_gateway
