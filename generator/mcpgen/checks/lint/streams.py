"""Streams: what cuts them before their time, and what mistakes them for an answer.

Source: kubernetes.io, "Pod Lifecycle" (preStop counts inside the grace period) and "Horizontal Pod Autoscaling"; a heartbeat
of 15 to 30 s is what servers send, so an idle limit below twice that cuts streams that are alive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.lint.remark import Remark, Rule, Severity, written
from mcpgen.checks.pods import POD, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_DRAIN = 15
"""Seconds that a server needs at least to end its streams after preStop."""

_HEARTBEAT = 60
"""Twice the slowest usual heartbeat, in seconds."""

_PATIENCE = 300
"""Seconds of low load before a pod may go: streams outlive a lull."""


_PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
_ENDPOINTS = frozenset({"/mcp", "/sse"})

_TIMEOUTS = {
    "nginx.ingress.kubernetes.io/proxy-read-timeout": re.compile(r"([0-9]+)"),
    "nginx.org/proxy-read-timeout": re.compile(r"([0-9]+)s?"),
    "haproxy.org/timeout-server": re.compile(r"([0-9]+)s"),
    "alb.ingress.kubernetes.io/load-balancer-attributes": re.compile(
        r"(?:.*,)? *idle_timeout.timeout_seconds=([0-9]+)(?:,.*)?"
    ),
}
"""Annotations that take the place of `idleTimeout`, and how they say seconds."""


def _probes(subject: Subject) -> Iterator[Remark]:
    """An HTTP probe of the MCP endpoint, which would fail for ever."""
    endpoints = _ENDPOINTS | {subject.server.settings.endpoint}
    for path, container in subject.containers:
        for name in _PROBES:
            asked = mapping(container, name, "httpGet").get("path")
            if isinstance(asked, str) and asked.partition("?")[0].rstrip("/") in endpoints:
                message = f"{asked} is the MCP endpoint: GET there answers 405 or 406, or never ends"
                remedy = "write the path of a health check, or remove httpGet to open the port only"
                yield Remark(written(subject, "Deployment", (*path, name, "httpGet", "path")), message, remedy)


def _grace(subject: Subject) -> Iterator[Remark]:
    seconds = mapping(subject.main, "lifecycle", "preStop", "sleep").get("seconds", 0)
    grace = subject.pod.get("terminationGracePeriodSeconds")
    if isinstance(seconds, int) and isinstance(grace, int) and grace < seconds + _DRAIN:
        message = f"{grace} s of grace are {seconds} s of preStop and {max(grace - seconds, 0)} s to end streams in"
        path = written(subject, "Deployment", (*POD, "terminationGracePeriodSeconds"))
        yield Remark(path, message, f"write at least {seconds + _DRAIN}")


def _scale_down(subject: Subject) -> Iterator[Remark]:
    steps = ("spec", "behavior", "scaleDown")
    window: Any = mapping(subject.kinds.get("HorizontalPodAutoscaler"), *steps).get("stabilizationWindowSeconds", _PATIENCE)
    if not subject.server.settings.stateless and isinstance(window, int) and window < _PATIENCE:
        path = written(subject, "HorizontalPodAutoscaler", (*steps, "stabilizationWindowSeconds"))
        yield Remark(path, f"after {window} s of low load a pod goes, and its streams with it", f"write {_PATIENCE} or more")


def _idle(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings.ingress
    if subject.route is None or not settings.sse:
        return
    by_hand = dict(_by_hand(subject))
    for path, idle in by_hand.items() if by_hand else [(("ingress", "idleTimeout"), settings.idle_timeout)]:
        if idle < _HEARTBEAT:
            message = f"a stream is cut after {idle} s without a byte, and servers send a heartbeat every 15 to 30 s"
            yield Remark(path, message, f"write {_HEARTBEAT} or more")


def _by_hand(subject: Subject) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Idle timeouts in the user's own annotations or patches: their fields, and the seconds."""
    for name, value in subject.words.items():
        found = _TIMEOUTS[name].fullmatch(str(value)) if name in _TIMEOUTS else None
        if found and subject.route and value != subject.route.annotations.get(name):
            yield written(subject, str(subject.way["kind"]), ("metadata", "annotations", name)), int(found[1])


RULES = (
    Rule("MCP103", Severity.ERROR, "a probe of the MCP endpoint", _probes),
    Rule("MCP104", Severity.WARNING, "the grace period leaves no time to end streams", _grace),
    Rule("MCP105", Severity.WARNING, "the autoscaler takes pods away at every lull", _scale_down),
    Rule("MCP106", Severity.WARNING, "the idle timeout is below the heartbeat", _idle),
)
