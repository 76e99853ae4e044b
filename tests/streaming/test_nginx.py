"""ingress-nginx: the words for a stream are the deployment guide's; all else is written only where it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcpgen.streaming.interface import BasicAuth, Route, Sessions
from mcpgen.streaming.nginx import CONTROLLER, route
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

GUIDE = """\
nginx.ingress.kubernetes.io/proxy-buffering: "off"           # Disable buffering for streaming
nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"       # 1 hour timeout
nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"       # 1 hour timeout
nginx.ingress.kubernetes.io/proxy-http-version: "1.1"        # HTTP/1.1 for SSE
"""
"""The deployment guide, "Why `sse: true` is Important", word for word."""


def written(found: Route) -> dict[str, str]:
    """The annotations without their prefix; nothing else is written."""
    assert found == Route(found.sessions, found.annotations)
    return {name.removeprefix(CONTROLLER.prefix): value for name, value in found.annotations.items()}


def test_a_stream_gets_exactly_the_guides_four() -> None:
    """Names, values and order are the guide's, and every value is text: an API server refuses a number or a boolean."""
    wanted = [line.partition("#")[0].strip() for line in GUIDE.splitlines()]
    found = route(replace(PLAIN, streaming=True)).annotations
    assert [f'{key}: "{value}"' for key, value in found.items()] == wanted
    assert {type(value) for value in found.values()} == {str}


def test_nothing_asked_nothing_written() -> None:
    """Nginx keeps its own defaults."""
    assert route(PLAIN) == Route("none")


def test_idle_seconds() -> None:
    """Both directions may be silent as long as is asked."""
    found = written(route(replace(PLAIN, streaming=True, idle=120)))
    assert (found["proxy-read-timeout"], found["proxy-send-timeout"]) == ("120", "120")


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"upstream-hash-by": "$binary_remote_addr"}),
        ("client-ip", "client-ip", {"upstream-hash-by": "$binary_remote_addr"}),
        ("cookie", "cookie", {"affinity": "cookie", "affinity-mode": "persistent"}),
        ("header", "header", {"upstream-hash-by": "$http_x_tenant_id"}),
        ("none", "none", {}),
    ],
)
def test_sessions(sessions: Sessions | None, became: str, words: dict[str, str]) -> None:
    """`auto` goes by client address, which asks nothing of a client."""
    found = route(replace(PLAIN, sessions=sessions, session_header="X-Tenant-Id"))
    assert (found.sessions, written(found)) == (became, words)


def test_everything() -> None:
    """All that a route can ask for."""
    asked = replace(
        PLAIN, streaming=True, rate=RATE, cors=CORS, max_body="8m", allowlist=("10.0.0.0/8", "::1/128"), auth=EXTERNAL
    )
    assert written(route(asked)) == {
        "proxy-buffering": "off",
        "proxy-read-timeout": "3600",
        "proxy-send-timeout": "3600",
        "proxy-http-version": "1.1",
        "limit-rps": "10",
        "limit-burst-multiplier": "5",
        "limit-connections": "100",
        "enable-cors": "true",
        "cors-allow-origin": "https://app.example.com",
        "cors-allow-methods": "GET, POST",
        "cors-allow-headers": "Content-Type, Mcp-Session-Id",
        "cors-expose-headers": "Mcp-Session-Id",
        "cors-allow-credentials": "false",
        "cors-max-age": "3600",
        "proxy-body-size": "8m",
        "whitelist-source-range": "10.0.0.0/8,::1/128",
        "auth-url": "https://auth.example.com/verify",
        "auth-response-headers": "X-User",
    }


def test_passwords_and_limits_by_the_minute() -> None:
    """Basic auth from a Secret; a burst needs a rate to be a multiple of."""
    asked = replace(PLAIN, auth=BasicAuth("users"), rate=replace(RATE, per_second=None, per_minute=60))
    assert written(route(asked)) == {
        "limit-rpm": "60",
        "limit-burst-multiplier": "5",
        "limit-connections": "100",
        "auth-type": "basic",
        "auth-secret": "users",
    }
    assert written(route(replace(PLAIN, rate=replace(RATE, per_second=None)))) == {"limit-connections": "100"}
