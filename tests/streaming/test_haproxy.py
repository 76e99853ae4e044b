"""HAProxy's controller: the choice of a pod on the Service, a client's limits on the Ingress."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcpgen.streaming.haproxy import CONTROLLER, route
from mcpgen.streaming.interface import BasicAuth, Limit, Route, Sessions
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

CONSISTENT = {"haproxy.org/backend-config-snippet": "hash-type consistent"}


def test_nothing_asked_nothing_written() -> None:
    """The controller keeps its own defaults."""
    assert route(PLAIN) == Route("none")


def test_stream() -> None:
    """HAProxy buffers nothing; only the server's silence has a limit for each Service."""
    assert route(replace(PLAIN, streaming=True)) == Route("none", service={"haproxy.org/timeout-server": "3600s"})


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"haproxy.org/load-balance": "source", **CONSISTENT}),
        ("client-ip", "client-ip", {"haproxy.org/load-balance": "source", **CONSISTENT}),
        ("cookie", "cookie", {"haproxy.org/cookie-persistence": "search-pod"}),
        ("header", "header", {"haproxy.org/load-balance": "hdr(X-Tenant-Id)", **CONSISTENT}),
        ("none", "none", {}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, str]) -> None:
    """On the Service, where alone a cookie is read."""
    assert route(replace(PLAIN, sessions=sessions, session_header="X-Tenant-Id")) == Route(became, service=words)


EVERYTHING = replace(
    PLAIN,
    streaming=True,
    sessions=None,
    rate=RATE,
    cors=CORS,
    certificate="search-tls",
    max_body="8m",
    allowlist=("10.0.0.0/8", "::1/128"),
    auth=BasicAuth("users"),
)
WRITTEN = Route(
    "client-ip",
    {
        "haproxy.org/allow-list": "10.0.0.0/8,::1/128",
        "haproxy.org/rate-limit-requests": "50",
        "haproxy.org/rate-limit-period": "5s",
        "haproxy.org/rate-limit-status-code": "429",
        "haproxy.org/auth-type": "basic-auth",
        "haproxy.org/auth-secret": "users",
        "haproxy.org/cors-enable": "true",
        "haproxy.org/cors-allow-origin": "^(https://app[.]example[.]com)$",
        "haproxy.org/cors-allow-methods": "GET, POST",
        "haproxy.org/cors-allow-headers": "Content-Type, Mcp-Session-Id",
        "haproxy.org/cors-allow-credentials": "false",
        "haproxy.org/cors-max-age": "3600s",
        "haproxy.org/cors-respond-to-options": "true",
        "haproxy.org/response-set-header": 'Access-Control-Expose-Headers "Mcp-Session-Id"',
        "haproxy.org/ssl-redirect-port": "443",
    },
    {"haproxy.org/timeout-server": "3600s", "haproxy.org/load-balance": "source", **CONSISTENT},
    limits=(
        Limit(
            "rateLimit.connections",
            "HAProxy's controller does not limit how many connections one client has open",
            "write `connections: null`, or let the server count them",
            "warning",
        ),
        Limit("maxBody", "HAProxy's controller does not limit a request's size", "let the server limit it", "warning"),
        Limit(
            "auth.basic.secretName",
            "HAProxy's controller reads each key of the Secret as a user and its value as a password's hash,"
            " not the key `auth`",
            "make `users` with one key for each user, the value as `openssl passwd -6` prints it",
            "warning",
        ),
    ),
)


def test_everything() -> None:
    """All that a route can ask for; what cannot be had is told."""
    assert route(EVERYTHING) == WRITTEN


def test_a_rate_by_the_minute() -> None:
    """A burst of five minutes' requests in five minutes is the same rate; no rate, no word."""
    by_minute = replace(RATE, per_second=None, per_minute=60, connections=None)
    assert route(replace(PLAIN, rate=by_minute)) == Route(
        "none",
        {
            "haproxy.org/rate-limit-requests": "300",
            "haproxy.org/rate-limit-period": "5m",
            "haproxy.org/rate-limit-status-code": "429",
        },
    )
    both = route(replace(PLAIN, rate=replace(by_minute, per_second=10)))
    assert both.annotations["haproxy.org/rate-limit-period"] == "5s"
    assert [limit.field for limit in both.limits] == ["rateLimit.requestsPerMinute"]
    assert route(replace(PLAIN, rate=replace(by_minute, per_minute=None))) == Route("none")


def test_any_origin() -> None:
    """`*` is no regular expression."""
    found = route(replace(PLAIN, cors=replace(CORS, origins=("https://app.example.com", "*"))))
    assert found.annotations["haproxy.org/cors-allow-origin"] == "*"


def test_no_other_service_is_asked() -> None:
    """Without its answer, everyone could call."""
    assert route(replace(PLAIN, auth=EXTERNAL)) == Route(
        "none",
        limits=(
            Limit(
                "auth.external",
                "HAProxy's controller asks no other service whether a client may call",
                "write `auth: {basic: …}`, let the server check the client's token, or use another controller",
            ),
        ),
    )


def test_installation() -> None:
    """What the Helm chart makes."""
    assert (CONTROLLER.class_name, CONTROLLER.namespace, CONTROLLER.pod_labels, CONTROLLER.prefix, CONTROLLER.cidrs) == (
        "haproxy",
        "haproxy-controller",
        {"app.kubernetes.io/name": "kubernetes-ingress"},
        "haproxy.org/",
        (),
    )
