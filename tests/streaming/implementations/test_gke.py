"""GKE Gateway: policies on the Service."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.streaming.implementations.gke import IMPLEMENTATION, callers, policies
from mcpgen.streaming.implementations.interface import Policies
from mcpgen.streaming.interface import BasicAuth, Callers, Extra, Limit, Sessions
from tests.streaming.implementations.samples import SERVICE, asked, told
from tests.streaming.samples import CORS, EXTERNAL, RATE

NAME = "gke"
API = "networking.gke.io/v1"
CHECK = Extra(
    API,
    "HealthCheckPolicy",
    {
        "spec": {
            "default": {"config": {"type": "TCP", "tcpHealthCheck": {"portSpecification": "USE_SERVING_PORT"}}},
            "targetRef": SERVICE,
        }
    },
)


def backend(**words: Any) -> Extra:
    """The server's GCPBackendPolicy."""
    return Extra(API, "GCPBackendPolicy", {"spec": {"default": words, "targetRef": SERVICE}})


def test_plain() -> None:
    """A health check that an MCP server passes."""
    assert policies(asked(NAME)) == Policies("none", (CHECK,))


def test_stream() -> None:
    """It ends after a time, silent or not, which is told."""
    message = "GKE Gateway ends every stream after these 60 seconds, silent or not"
    limit = Limit("idleTimeout", message, "raise it up to 86400; clients open a new stream then", "warning")
    assert policies(asked(NAME, streaming=True, idle=60)) == Policies("none", (backend(timeoutSec=60), CHECK), (limit,))


def test_the_longest_stream() -> None:
    """Nothing is left to do about it, so nothing is told."""
    assert policies(asked(NAME, streaming=True, idle=86400)) == Policies("none", (backend(timeoutSec=86400), CHECK))


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"type": "CLIENT_IP"}),
        ("client-ip", "client-ip", {"type": "CLIENT_IP"}),
        ("cookie", "cookie", {"type": "GENERATED_COOKIE", "cookieTtlSec": 0}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, Any]) -> None:
    """By client address unless told otherwise."""
    assert policies(asked(NAME, sessions=sessions)) == Policies(became, (backend(sessionAffinity=words), CHECK))


def test_sessions_that_would_be_lost() -> None:
    """There is no affinity by header."""
    message = "GKE Gateway cannot keep sessions on their pod by header"
    remedy = "write `sessions: client-ip`, keep the server stateless, or run one replica"
    assert policies(asked(NAME, sessions="header")) == Policies("none", (CHECK,), (Limit("sessions", message, remedy),))


def test_everything() -> None:
    """Most is done elsewhere at Google."""
    found = policies(
        asked(
            NAME,
            streaming=True,
            idle=86400,
            sessions=None,
            rate=RATE,
            cors=CORS,
            max_body="8m",
            allowlist=("10.0.0.0/8",),
            auth=EXTERNAL,
        )
    )
    assert (found.sessions, found.objects) == (
        "client-ip",
        (backend(timeoutSec=86400, sessionAffinity={"type": "CLIENT_IP"}), CHECK),
    )
    assert told(found.limits) == [
        ("warning", "rateLimit"),
        ("warning", "cors"),
        ("warning", "maxBody"),
        ("error", "allowlist"),
        ("error", "auth.external"),
    ]
    assert told(policies(asked(NAME, auth=BasicAuth("users"))).limits) == [("error", "auth.basic")]


def test_the_rest() -> None:
    """From Google's addresses; timeouts and the CORS filter of the HTTPRoute are not written."""
    assert callers(asked(NAME)) == Callers(cidrs=("130.211.0.0/22", "35.191.0.0/16"))
    assert (IMPLEMENTATION.timeouts, IMPLEMENTATION.cors) == (False, False)
