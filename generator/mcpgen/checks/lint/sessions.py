"""Sessions: a stateful server on several pods, and what keeps each request on the pod that holds its session.

Source: modelcontextprotocol.io, "Transports" (a session lives in the process that minted its id; since the version 2026-07-28
there are none); measured by others, 13 of 15 sessions were lost at three replicas (mcp-hangar, issue 877).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Remark, Rule, Severity
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_BY_HAND = (
    "/affinity",
    "/upstream-hash-by",
    "/lb-method",
    "/sticky-cookie-services",
    "/load-balance",
    "/cookie-persistence",
    "/backend-config-snippet",
    "/service.sticky.cookie",
    "/target-group-attributes",
)
"""Annotations by which people keep sessions themselves. Source: the annotation lists of names.py."""


def _lost(subject: Subject) -> Iterator[Remark]:
    route, settings = subject.route, subject.server.settings
    pods = _most_pods(subject)
    if route is None or route.sessions != "none" or settings.stateless or pods < 2 or _kept_by_hand(subject):
        return
    why = "are switched off" if settings.ingress.sessions == "none" else "cannot be kept by this controller"
    yield Remark(
        ("ingress", "sessions"),
        f"up to {pods} pods, and sessions {why}: most requests would reach a pod that does not know theirs",
        "write `stateless: true` if the server keeps nothing between requests, `replicas: 1`, or another controller",
    )


def _most_pods(subject: Subject) -> int:
    """How many pods may run: what the autoscaler, or else the Deployment, will say."""
    scaler = subject.kinds.get("HorizontalPodAutoscaler")
    spec = mapping(scaler or subject.kinds.get("Deployment"), "spec")
    found = spec.get("maxReplicas" if scaler else "replicas")
    return found if isinstance(found, int) else subject.server.settings.most_replicas


def _kept_by_hand(subject: Subject) -> bool:
    service = mapping(subject.kinds.get("Service"), "metadata", "annotations")
    return any(name.endswith(_BY_HAND) for name in (*subject.words, *service))


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
