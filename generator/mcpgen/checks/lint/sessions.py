"""Sessions: a stateful server on several pods, and what keeps each request on the pod that holds its session.

Source: modelcontextprotocol.io, "Transports" (a session lives in the process that minted its id; since the version 2026-07-28
there are none); measured by others, 13 of 15 sessions were lost at three replicas (mcp-hangar, issue 877).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Remark, Rule, Severity
from mcpgen.streaming.intent import keeps_sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject


def _lost(subject: Subject) -> Iterator[Remark]:
    route, settings = subject.route, subject.server.settings
    if route is None or route.sessions != "none" or not keeps_sessions(subject.server):
        return
    why = "are switched off" if settings.ingress.sessions == "none" else "cannot be kept by this controller"
    yield Remark(
        ("ingress", "sessions"),
        f"up to {settings.most_replicas} pods, and sessions {why}: most requests would reach a pod that does not know theirs",
        "write `stateless: true` if the server keeps nothing between requests, `replicas: 1`, or another controller",
    )


def _stateless_sse(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings
    if settings.stateless and settings.transport == "sse":
        yield Remark(
            ("stateless",),
            "HTTP+SSE keeps each session in the pod that holds its stream: such a server is not stateless",
            "remove `stateless`, or write `transport: streamable-http` if that is what the server speaks",
        )


RULES = (
    Rule("MCP101", Severity.ERROR, "sessions of a stateful server are lost between its pods", _lost),
    Rule("MCP102", Severity.ERROR, "an SSE server is called stateless", _stateless_sse),
)
