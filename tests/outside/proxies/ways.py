"""The ways to a server that are compared: an intent, what is taken from its annotations, and the factor of all times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mcpgen.streaming import haproxy, nginx
from tests.streaming.samples import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.streaming.interface import Controller, Intent, Route

FACTOR = 15
"""Every timeout of an open stream is this many times shorter than in a cluster."""

SILENCE = 120
"""Seconds, before the factor, that a tool is silent: twice the longest default."""

Proxy = Literal["nginx", "HAProxy"]
Transport = Literal["HTTP+SSE", "streamable HTTP"]
Check = Literal["events", "silence", "sessions"]

_CONTROLLERS: Mapping[Proxy, Controller] = {"nginx": nginx.CONTROLLER, "HAProxy": haproxy.CONTROLLER}
_SSE = replace(PLAIN, streaming=True, sessions=None)


@dataclass(frozen=True, slots=True)
class Way:
    """One proxy's way to the two replicas.

    `words` says what is written, for people; `dropped` are annotations taken away from what mcpgen writes. `heeds`: the proxy
    obeys the `X-Accel-Buffering: no` that this SDK's answers carry; not every server sends it.
    """

    proxy: Proxy
    words: str
    intent: Intent
    checks: tuple[Check, ...]
    dropped: tuple[str, ...] = ()
    heeds: bool = False

    def route(self) -> Route:
        """What mcpgen writes for the intent, without what is dropped."""
        controller = _CONTROLLERS[self.proxy]
        written = controller.route(self.intent)
        gone = {f"{controller.prefix}{name}" for name in self.dropped}
        assert gone <= {*written.annotations, *written.service}
        return replace(
            written,
            annotations={name: value for name, value in written.annotations.items() if name not in gone},
            service={name: value for name, value in written.service.items() if name not in gone},
        )


_ALL: tuple[Check, ...] = ("events", "silence", "sessions")
_STREAM: tuple[Check, ...] = ("events", "silence")
_PAIR = ("proxy-buffering", "proxy-http-version")

WAYS = (
    Way("nginx", "all", _SSE, _ALL),
    Way("nginx", "nothing for `sse: true`", replace(_SSE, streaming=False), _STREAM),
    Way("nginx", "all but `proxy-read-timeout`", _SSE, ("silence",), ("proxy-read-timeout",)),
    Way("nginx", "all but `proxy-buffering`", _SSE, ("events",), ("proxy-buffering",)),
    Way("nginx", "all but `proxy-http-version`", _SSE, ("events",), ("proxy-http-version",)),
    Way("nginx", "all but these two", _SSE, ("events",), _PAIR),
    Way("nginx", "all but these two, `X-Accel-Buffering` obeyed", _SSE, ("events",), _PAIR, heeds=True),
    Way("nginx", "`sessions: header`", replace(_SSE, sessions="header"), ("sessions",)),
    Way("nginx", "`sessions: none`", replace(_SSE, sessions="none"), ("sessions",)),
    Way("HAProxy", "all", _SSE, _ALL),
    Way("HAProxy", "nothing for `sse: true`", replace(_SSE, streaming=False), _STREAM),
    Way("HAProxy", "`sessions: header`", replace(_SSE, sessions="header"), ("sessions",)),
    Way("HAProxy", "`sessions: cookie`", replace(_SSE, sessions="cookie"), ("sessions",)),
    Way("HAProxy", "`sessions: none`", replace(_SSE, sessions="none"), ("sessions",)),
)
TRANSPORTS: tuple[Transport, ...] = ("HTTP+SSE", "streamable HTTP")


def milliseconds(seconds: float) -> str:
    """A timeout in a proxy's configuration, after the factor."""
    return f"{round(seconds * 1000 / FACTOR)}ms"
