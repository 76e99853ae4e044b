"""Traefik behind a Gateway: Middlewares as filters, a TraefikService for sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mcpgen.streaming.implementations.interface import Policies
from mcpgen.streaming.implementations.traefik_gateway import IMPLEMENTATION, callers, policies
from mcpgen.streaming.interface import BasicAuth, Callers, ExternalAuth, Extra, Limit, RateLimit, Sessions
from tests.streaming.implementations.samples import asked, specs
from tests.streaming.samples import CORS, EXTERNAL, RATE

NAME = "traefik"
API = "traefik.io/v1alpha1"
BACKEND = {"group": "traefik.io", "kind": "TraefikService", "name": "search", "weight": 1}
WORDS = {
    "accessControlAllowMethods": ["GET", "POST"],
    "accessControlAllowHeaders": ["Content-Type", "Mcp-Session-Id"],
    "accessControlExposeHeaders": ["Mcp-Session-Id"],
    "accessControlAllowCredentials": False,
    "accessControlMaxAge": 3600,
    "addVaryHeader": True,
}


def middleware(suffix: str, **spec: Any) -> Extra:
    """A Middleware of the server."""
    return Extra(API, "Middleware", {"spec": spec}, suffix)


def chosen(**words: Any) -> Extra:
    """The server's TraefikService."""
    service = {"kind": "Service", "name": "search", "port": 8000, **words}
    return Extra(API, "TraefikService", {"spec": {"weighted": {"services": [service]}}})


def filters(*suffixes: str) -> tuple[dict[str, Any], ...]:
    """The HTTPRoute's filters that name those Middlewares."""
    names = [f"search{suffix}" for suffix in suffixes]
    return tuple(
        {"type": "ExtensionRef", "extensionRef": {"group": "traefik.io", "kind": "Middleware", "name": name}} for name in names
    )


@pytest.mark.parametrize("changes", [{}, {"streaming": True, "idle": 60}])
def test_nothing_of_its_own(changes: dict[str, Any]) -> None:
    """Streams need no word."""
    assert policies(asked(NAME, **changes)) == Policies("none")


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"strategy": "hrw"}),
        ("client-ip", "client-ip", {"strategy": "hrw"}),
        ("cookie", "cookie", {"sticky": {"cookie": {"httpOnly": True}}}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, Any]) -> None:
    """A service of Traefik's own takes the Service's place in the route."""
    assert policies(asked(NAME, sessions=sessions)) == Policies(became, (chosen(**words),), backend=BACKEND)


def test_sessions_that_would_be_lost() -> None:
    """There is no hash of a header."""
    message = "Traefik cannot keep sessions on their pod by header"
    remedy = "write `sessions: client-ip`, keep the server stateless, or run one replica"
    assert policies(asked(NAME, sessions="header")) == Policies("none", limits=(Limit("sessions", message, remedy),))


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (("https://a.example.com",), {"accessControlAllowOriginList": ["https://a.example.com"]}),
        (("https://a.example.com", "*"), {"accessControlAllowOriginList": ["*"]}),
        (("https://*.example.com",), {"accessControlAllowOriginListRegex": ["^(https://[A-Za-z0-9-]+[.]example[.]com)$"]}),
    ],
)
def test_browsers(origins: tuple[str, ...], words: dict[str, Any]) -> None:
    """The CORS filter is unknown there; a `*` inside an origin becomes a regular expression."""
    found = policies(asked(NAME, cors=replace(CORS, origins=origins)))
    assert found == Policies("none", (middleware("-cors", headers={**words, **WORDS}),), filters=filters("-cors"))


def test_rates() -> None:
    """By second and by minute; connections are counted by client address."""
    found = policies(asked(NAME, rate=RateLimit(3, 60, 2, None)))
    assert specs(found.objects) == {
        "Middleware-rate-second": {"rateLimit": {"average": 3, "period": "1s", "burst": 6}},
        "Middleware-rate-minute": {"rateLimit": {"average": 60, "period": "1m", "burst": 120}},
    }
    assert policies(asked(NAME, rate=RateLimit(None, None, 2, None))) == Policies("none")


@pytest.mark.parametrize(
    ("auth", "spec"),
    [
        (BasicAuth("users"), {"basicAuth": {"secret": "users"}}),
        (ExternalAuth("http://192.0.2.1/a", ()), {"forwardAuth": {"address": "http://192.0.2.1/a"}}),
    ],
)
def test_who_may_call(auth: BasicAuth | ExternalAuth, spec: dict[str, Any]) -> None:
    """User names from a Secret; a service anywhere."""
    assert policies(asked(NAME, auth=auth)) == Policies("none", (middleware("-auth", **spec),), filters=filters("-auth"))


def test_everything() -> None:
    """All Middlewares, in the order in which a request meets them."""
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
    message = "Traefik cannot limit the size of a request"
    remedy = "remove it, and let the server refuse large requests: its buffering middleware would hold back streams"
    by_address = {"ipStrategy": {"depth": 0}}
    assert found == Policies(
        "client-ip",
        (
            middleware("-allowlist", ipAllowList={"sourceRange": ["10.0.0.0/8", "::1/128"]}),
            middleware("-cors", headers={"accessControlAllowOriginList": ["https://app.example.com"], **WORDS}),
            middleware("-rate-second", rateLimit={"average": 10, "period": "1s", "burst": 50}),
            middleware("-connections", inFlightReq={"amount": 100, "sourceCriterion": by_address}),
            middleware("-auth", forwardAuth={"address": "https://auth.example.com/verify", "authResponseHeaders": ["X-User"]}),
            chosen(strategy="hrw"),
        ),
        (Limit("maxBody", message, remedy, "warning"),),
        filters("-allowlist", "-cors", "-rate-second", "-connections", "-auth"),
        BACKEND,
    )


def test_the_rest() -> None:
    """Where its chart runs it; timeouts and the CORS filter of the HTTPRoute are unknown there."""
    assert callers(asked(NAME)) == Callers("traefik", {"app.kubernetes.io/name": "traefik"})
    assert (IMPLEMENTATION.timeouts, IMPLEMENTATION.cors) == (False, False)
