"""What several controllers cannot do, told the same way by each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming.interface import Limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.streaming.interface import Cors, RateLimit, Sessions

_NAMES = {"cookie": "by cookie", "client-ip": "by client address", "header": "by header"}


def possible(asked: Sessions | None, means: Sequence[Sessions], who: str) -> tuple[Sessions, tuple[Limit, ...]]:
    """The means to use, the first of `means` where none is asked for; and an error where `who` lacks the one asked for."""
    chosen = asked or means[0]
    if chosen == "none" or chosen in means:
        return chosen, ()
    remedy = f"write `sessions: {means[0]}`, keep the server stateless, or run one replica"
    return "none", (Limit("sessions", f"{who} cannot keep sessions on their pod {_NAMES[chosen]}", remedy),)


def one_rate(rate: RateLimit, who: str) -> tuple[Limit, ...]:
    """A warning where two rates are asked of a controller that holds one: the one by the second is written."""
    if not (rate.per_second and rate.per_minute):
        return ()
    remedy = "remove `requestsPerMinute`, or write `requestsPerSecond: null`"
    return (
        Limit("rateLimit.requestsPerMinute", f"{who} holds one rate; the one by the second is written", remedy, "warning"),
    )


def no_connections(rate: RateLimit, who: str) -> tuple[Limit, ...]:
    """A warning where open connections are to be limited by a controller that only counts requests."""
    if rate.connections is None:
        return ()
    message = f"{who} does not limit how many connections one client has open"
    return (Limit("rateLimit.connections", message, "write `connections: null`, or let the server count them", "warning"),)


def no_preflights(cors: Cors | None, who: str) -> tuple[Limit, ...]:
    """A warning where browsers' preflights are to be answered by a load balancer that knows nothing of them."""
    return (Limit("cors", f"{who} answers no preflights", "let the server answer them", "warning"),) if cors else ()


def no_size(max_body: str | None, who: str) -> tuple[Limit, ...]:
    """A warning where a request's size is to be limited by a controller that lets every size through."""
    return (
        (Limit("maxBody", f"{who} does not limit a request's size", "let the server limit it", "warning"),) if max_body else ()
    )
