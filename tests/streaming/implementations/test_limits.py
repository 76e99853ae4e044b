"""What implementations lack, in the same words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mcpgen.streaming.implementations.limits import impossible, missing, users_key
from mcpgen.streaming.interface import BasicAuth, Limit, RateLimit
from tests.streaming.implementations.samples import told
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Sessions

FIELDS = (
    "rateLimit",
    "rateLimit.burst",
    "rateLimit.connections",
    "cors",
    "maxBody",
    "allowlist",
    "auth.basic",
    "auth.external",
)
REMEDIES = {field: f"remove {field}" for field in FIELDS}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"rate": RATE}, [("warning", each) for each in FIELDS[:3]]),
        ({"rate": replace(RATE, burst=1, connections=None)}, [("warning", "rateLimit")]),
        (
            {"rate": RateLimit(None, None, 5, 9)},
            [("warning", "rateLimit"), ("warning", "rateLimit.connections")],
        ),
        ({"rate": RateLimit(None, 6, 2, None)}, [("warning", "rateLimit"), ("warning", "rateLimit.burst")]),
        ({"cors": CORS, "max_body": "8m"}, [("warning", "cors"), ("warning", "maxBody")]),
        ({"allowlist": ("10.0.0.0/8",)}, [("error", "allowlist")]),
        ({"auth": BasicAuth("users")}, [("error", "auth.basic")]),
        ({"auth": EXTERNAL}, [("error", "auth.external")]),
    ],
)
def test_only_what_is_asked_for_is_missed(changes: dict[str, Any], fields: list[tuple[str, str]]) -> None:
    """What would leave the server open is an error, what leaves it with less a warning."""
    assert told(missing(replace(PLAIN, **changes), "It", REMEDIES)) == fields


def test_words() -> None:
    """Who, what, and what to do instead; fields that are not lacked are not told."""
    asked = replace(PLAIN, max_body="8m", cors=CORS)
    found = missing(asked, "It", {"maxBody": "remove it"})
    assert found == (Limit("maxBody", "It cannot limit the size of a request", "remove it", "warning"),)


@pytest.mark.parametrize("sessions", ["cookie", "client-ip", "header"])
def test_sessions_without_means(sessions: Sessions) -> None:
    """A means that is asked for by name and missing breaks the server."""
    message = "It cannot keep sessions on their pod"
    remedy = "keep the server stateless, run one replica, or choose an `implementation` that can"
    assert impossible(replace(PLAIN, sessions=sessions), "It") == (Limit("sessions", message, remedy),)


@pytest.mark.parametrize("sessions", ["none", None])
def test_sessions_that_nobody_asks_for(sessions: Sessions | None) -> None:
    """The route says that there are none; MCP101 tells whether that matters."""
    assert impossible(replace(PLAIN, sessions=sessions), "It") == ()


def test_a_secret_of_user_names() -> None:
    """Told where user names are asked for."""
    found = users_key(replace(PLAIN, auth=BasicAuth("users")), "It reads another key", "store it there")
    assert found == (Limit("auth.basic", "It reads another key", "store it there", "warning"),)
    assert users_key(replace(PLAIN, auth=EXTERNAL), "It reads another key", "store it there") == ()
