"""What an implementation lacks, in the same words for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Limit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mcpgen.streaming.interface import Intent

_Severity: TypeAlias = Literal["error", "warning"]


def _bursts(intent: Intent) -> bool:
    """True where a burst would be more than the rate itself."""
    rate = intent.rate
    return rate is not None and rate.burst > 1 and bool(rate.per_second or rate.per_minute)


_ASKED: Mapping[str, tuple[Callable[[Intent], object], str, _Severity]] = {
    "rateLimit": (lambda asked: asked.rate, "count the requests of each client", "warning"),
    "rateLimit.burst": (_bursts, "let a client exceed its rate for a moment", "warning"),
    "rateLimit.connections": (
        lambda asked: asked.rate and asked.rate.connections,
        "count the open connections of each client",
        "warning",
    ),
    "cors": (lambda asked: asked.cors, "answer browsers of other origins", "warning"),
    "maxBody": (lambda asked: asked.max_body, "limit the size of a request", "warning"),
    "allowlist": (lambda asked: asked.allowlist, "turn callers away by their address", "error"),
    "auth.basic": (lambda asked: isinstance(asked.auth, BasicAuth), "check user names and passwords", "error"),
    "auth.external": (
        lambda asked: isinstance(asked.auth, ExternalAuth),
        "ask another service who may call",
        "error",
    ),
}
"""Field of `ingress` → whether an intent asks for it, what it would do, how much it matters."""

_ELSEWHERE = "keep the server stateless, run one replica, or choose an `implementation` that can"


def missing(intent: Intent, who: str, remedies: Mapping[str, str]) -> tuple[Limit, ...]:
    """A limit for each field that the intent asks for and `who` lacks: `remedies` has those fields, and what to do."""
    found = [(field, remedy, *_ASKED[field]) for field, remedy in remedies.items()]
    return tuple(
        Limit(field, f"{who} cannot {what}", remedy, severity)
        for field, remedy, is_asked, what, severity in found
        if is_asked(intent)
    )


def impossible(intent: Intent, who: str) -> tuple[Limit, ...]:
    """An error where sessions are to be kept by a means and `who` has none.

    Where the means is left open, the route says that there is none, and a lint rule tells whether that matters.
    """
    if intent.sessions in {None, "none"}:
        return ()
    return (Limit("sessions", f"{who} cannot keep sessions on their pod", _ELSEWHERE),)


def users_key(intent: Intent, message: str, remedy: str) -> tuple[Limit, ...]:
    """A warning about the Secret of user names, which the catalog expects under the key `auth` as htpasswd writes it."""
    asked = isinstance(intent.auth, BasicAuth)
    return (Limit("auth.basic", message, remedy, "warning"),) if asked else ()
