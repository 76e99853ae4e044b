"""The Gateway API: an HTTPRoute that every implementation reads, and what each adds to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from mcpgen.catalog.ingress import Implementation
from mcpgen.streaming.gateway import CONTROLLER, IMPLEMENTATIONS, callers, route
from mcpgen.streaming.interface import BasicAuth, Callers, Extra, Gateway, Intent, Limit, Route, Sessions
from tests.streaming.implementations.samples import asked, told
from tests.streaming.samples import CORS, EXTERNAL, RATE

PARENT = {
    "group": "gateway.networking.k8s.io",
    "kind": "Gateway",
    "name": "edge",
    "namespace": "infra",
    "sectionName": "https",
}
BACKEND = {"group": "", "kind": "Service", "name": "search", "port": 8000, "weight": 1}
MATCH = {"path": {"type": "PathPrefix", "value": "/"}}
ENDLESS = {"request": "0s", "backendRequest": "0s"}
FILTER: dict[str, Any] = {
    "type": "CORS",
    "cors": {
        "allowOrigins": ["https://app.example.com"],
        "allowMethods": ["GET", "POST"],
        "allowHeaders": ["Content-Type", "Mcp-Session-Id"],
        "exposeHeaders": ["Mcp-Session-Id"],
        "allowCredentials": False,
        "maxAge": 3600,
    },
}
LOST = "keep the server stateless, run one replica, or choose an `implementation` that can"


def http(spec: dict[str, Any] | None = None, **rule: Any) -> Extra:
    """The server's HTTPRoute, with other words in its spec and in its rule."""
    whole = {"matches": [MATCH], "backendRefs": [BACKEND], **rule}
    base = {"parentRefs": [PARENT], "hostnames": ["mcp-search.example.com"], "rules": [whole]}
    found = {name: value for name, value in {**base, **(spec or {})}.items() if value is not None}
    return Extra("gateway.networking.k8s.io/v1", "HTTPRoute", {"spec": found})


def written(intent: Intent) -> dict[str, Any]:
    """The spec of the HTTPRoute, which comes first."""
    found: dict[str, Any] = route(intent).objects[0].top["spec"]
    return found


def test_plain() -> None:
    """One HTTPRoute, no Ingress."""
    assert route(asked(None)) == Route("none", objects=(http(),), ingress=False)


def test_stream() -> None:
    """No total limit; how long it may be silent is for an implementation."""
    wanted = Route("none", objects=(http(timeouts=ENDLESS),), ingress=False)
    assert route(asked(None, streaming=True, idle=60)) == wanted


@pytest.mark.parametrize("sessions", ["cookie", "client-ip", "header"])
def test_sessions(sessions: Sessions) -> None:
    """The standard's stable part keeps none."""
    limit = Limit("sessions", "the Gateway API by itself cannot keep sessions on their pod", LOST)
    assert route(asked(None, sessions=sessions)) == Route("none", objects=(http(),), limits=(limit,), ingress=False)


def test_sessions_by_any_means() -> None:
    """There is none, which the route says."""
    assert route(asked(None, sessions=None)) == Route("none", objects=(http(),), ingress=False)


def test_browsers() -> None:
    """The CORS filter."""
    assert route(asked(None, cors=CORS)) == Route("none", objects=(http(filters=[FILTER]),), ingress=False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"origins": ("https://a.example.com", "*")}, {"allowOrigins": ["*"]}),
        ({"headers": ("A", "B", "A")}, {"allowHeaders": ["A", "B"]}),
        ({"exposed": ("A", "A")}, {"exposeHeaders": ["A"]}),
        ({"max_age": 0}, {"maxAge": 1}),
        ({"credentials": True}, {"allowCredentials": True}),
    ],
)
def test_what_the_filter_takes(changes: dict[str, Any], words: dict[str, Any]) -> None:
    """`*` stands alone, no header twice, at least a second."""
    wanted = {"type": "CORS", "cors": {**FILTER["cors"], **words}}
    assert written(asked(None, cors=replace(CORS, **changes)))["rules"][0]["filters"] == [wanted]


def test_everything() -> None:
    """What the standard can, and each thing that it cannot."""
    found = route(
        asked(
            None,
            streaming=True,
            sessions=None,
            rate=RATE,
            cors=CORS,
            certificate="search-tls",
            max_body="8m",
            allowlist=("10.0.0.0/8",),
            auth=EXTERNAL,
        )
    )
    assert found == Route("none", objects=(http(filters=[FILTER], timeouts=ENDLESS),), limits=found.limits, ingress=False)
    assert told(found.limits) == [
        ("warning", "tls"),
        ("warning", "rateLimit"),
        ("warning", "maxBody"),
        ("error", "allowlist"),
        ("error", "auth.external"),
    ]
    assert told(route(asked(None, auth=BasicAuth("users"))).limits) == [("error", "auth.basic")]


@pytest.mark.parametrize(
    ("path", "path_type", "match"),
    [
        ("/x", "Prefix", {"type": "PathPrefix", "value": "/x"}),
        ("/x", "Exact", {"type": "Exact", "value": "/x"}),
        ("/x", "ImplementationSpecific", {"type": "PathPrefix", "value": "/x"}),
    ],
)
def test_paths(path: str, path_type: str, match: dict[str, str]) -> None:
    """The Ingress's types in the HTTPRoute's words."""
    found = route(asked(None, path=path, path_type=path_type))
    assert found == Route("none", objects=(http(matches=[{"path": match}]),), ingress=False)


@pytest.mark.parametrize(
    ("gateway", "parents"),
    [
        (Gateway("edge"), [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "edge"}]),
        (Gateway("edge", "infra", "https"), [PARENT]),
    ],
)
def test_parents(gateway: Gateway, parents: list[dict[str, str]]) -> None:
    """What is not named is left out; what an API server fills in is not."""
    assert written(asked(None, gateway=gateway))["parentRefs"] == parents


def test_a_base_without_gateway_and_host() -> None:
    """Where environments differ in them, each overlay adds its own; alone, it would be an error."""
    found = route(asked(None, gateway=Gateway(), host=None, namespace=None))
    remedy = "write `gateway: {name: …}` here, or in the environment's `ingress`"
    limit = Limit("gateway", "an HTTPRoute needs a Gateway to attach to", remedy)
    wanted = (http({"parentRefs": None, "hostnames": None}),)
    assert found == Route("none", objects=wanted, limits=(limit,), ingress=False)


def test_a_certificate() -> None:
    """A route has none."""
    remedy = "name the Secret search-tls in the listener of Gateway edge, and remove `tls`"
    message = "the certificate belongs to the Gateway's listener, and a route has none"
    limit = Limit("tls", message, remedy, "warning")
    found = route(asked(None, certificate="search-tls"))
    assert found == Route("none", objects=(http(),), limits=(limit,), ingress=False)


@pytest.mark.parametrize(
    "path", ["/a//b", "/./a", "/a/..", "/a/../b", "/a/.", "/a%2fb", "/a%2Fb", "/{a}", "/a%", "/a b", "/a|b"]
)
def test_paths_that_an_api_server_refuses(path: str) -> None:
    """Told before it does."""
    limit = Limit("path", f"an HTTPRoute takes no path `{path}`", "write segments of letters and digits, such as /mcp")
    assert route(asked(None, path=path)).limits == (limit,)


@pytest.mark.parametrize("path", ["/", "/a", "/a/", "/a.b/..c/d", "/a%20b", "/~a;b=c,d@e:f", "/" + "a" * 1023])
def test_paths_that_it_takes(path: str) -> None:
    """Letters, digits, and what RFC 3986 leaves to a segment."""
    assert route(asked(None, path=path)).limits == ()


@pytest.mark.parametrize("origin", ["null", "app.example.com", "https://a.example.com/", "https://a.*.com", "ftp://a"])
def test_origins_that_an_api_server_refuses(origin: str) -> None:
    """Told before it does; the others stay."""
    remedy = "write scheme and host, such as https://app.example.com, or `*`"
    found = route(asked(None, cors=replace(CORS, origins=("https://app.example.com", origin))))
    assert found.limits == (Limit("cors.allowOrigins", f"`{origin}` is not an origin", remedy),)


@pytest.mark.parametrize("origin", ["*", "http://localhost:6274", "https://*.example.com", "https://*", "https://*:8443"])
def test_origins_that_it_takes(origin: str) -> None:
    """With a port, with a `*` at the left."""
    assert route(asked(None, cors=replace(CORS, origins=(origin,)))).limits == ()


def test_every_implementation_that_the_catalog_can_name() -> None:
    """No name without words, no words without a name."""
    assert set(IMPLEMENTATIONS) == set(get_args(Implementation))


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
def test_the_implementations_objects_follow(name: str) -> None:
    """The HTTPRoute, then the policies; sessions and limits are the implementation's."""
    intent = asked(name, streaming=True, sessions=None, cors=CORS)
    found, own = route(intent), IMPLEMENTATIONS[name].policies(intent)
    assert (found.sessions, found.objects[1:], found.limits) == (own.sessions, own.objects, own.limits)
    rule = found.objects[0].top["spec"]["rules"][0]
    assert rule.get("timeouts") == (ENDLESS if IMPLEMENTATIONS[name].timeouts else None)
    assert rule.get("filters", []) == [*([FILTER] if IMPLEMENTATIONS[name].cors else []), *own.filters]
    assert rule["backendRefs"] == [own.backend or BACKEND]


def test_callers() -> None:
    """The implementation's proxies; without one, the pods that carry the Gateway API's label."""
    labels = {"gateway.networking.k8s.io/gateway-name": "edge"}
    assert callers(asked(None)) == Callers("infra", labels)
    assert callers(asked("traefik")) == Callers("traefik", {"app.kubernetes.io/name": "traefik"})
    assert CONTROLLER.callers is callers


def test_experimental_words_are_never_written() -> None:
    """`sessionPersistence` and `retry` are not in the standard channel."""
    everything = {"streaming": True, "sessions": "cookie", "rate": RATE, "cors": CORS, "max_body": "8m", "auth": EXTERNAL}
    for name in (None, *IMPLEMENTATIONS):
        assert set(written(asked(name, **everything))["rules"][0]) <= {"matches", "filters", "backendRefs", "timeouts"}
