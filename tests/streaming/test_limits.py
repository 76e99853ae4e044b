"""What controllers cannot do is said by each in the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcpgen.streaming.interface import Limit, Sessions
from mcpgen.streaming.limits import no_connections, no_preflights, no_size, one_rate, possible
from tests.streaming.samples import CORS, RATE


@pytest.mark.parametrize(
    ("asked", "used"), [(None, "client-ip"), ("client-ip", "client-ip"), ("cookie", "cookie"), ("none", "none")]
)
def test_means_that_there_are(asked: Sessions | None, used: str) -> None:
    """The first is the best one; none is always possible."""
    assert possible(asked, ["client-ip", "cookie"], "It") == (used, ())


@pytest.mark.parametrize(
    ("asked", "how"), [("cookie", "by cookie"), ("client-ip", "by client address"), ("header", "by header")]
)
def test_means_that_there_are_not(asked: Sessions, how: str) -> None:
    """Sessions that were asked for and would be lost stop a sync."""
    others: dict[str, list[Sessions]] = {"cookie": ["header"], "client-ip": ["cookie"], "header": ["cookie"]}
    (first,) = others[asked]
    remedy = f"write `sessions: {first}`, keep the server stateless, or run one replica"
    assert possible(asked, others[asked], "It") == (
        "none",
        (Limit("sessions", f"It cannot keep sessions on their pod {how}", remedy),),
    )


def test_one_rate() -> None:
    """A second rate is told of; one is none too many."""
    assert one_rate(replace(RATE, per_minute=60), "It") == (
        Limit(
            "rateLimit.requestsPerMinute",
            "It holds one rate; the one by the second is written",
            "remove `requestsPerMinute`, or write `requestsPerSecond: null`",
            "warning",
        ),
    )
    assert one_rate(RATE, "It") == one_rate(replace(RATE, per_second=None, per_minute=60), "It") == ()


def test_open_connections() -> None:
    """A limit that nobody keeps is told of."""
    assert no_connections(RATE, "It") == (
        Limit(
            "rateLimit.connections",
            "It does not limit how many connections one client has open",
            "write `connections: null`, or let the server count them",
            "warning",
        ),
    )
    assert no_connections(replace(RATE, connections=None), "It") == ()


def test_what_is_left_to_the_server() -> None:
    """Preflights and the size of requests."""
    assert no_preflights(CORS, "It") == (Limit("cors", "It answers no preflights", "let the server answer them", "warning"),)
    size = Limit("maxBody", "It does not limit a request's size", "let the server limit it", "warning")
    assert no_size("8m", "It") == (size,)
    assert no_preflights(None, "It") == no_size(None, "It") == ()
