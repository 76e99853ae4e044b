"""Streams: what cuts them before their time.

Source: kubernetes.io, "Pod Lifecycle" (preStop counts inside the grace period) and "Horizontal Pod Autoscaling"; a heartbeat
of 15 to 30 s is what servers send, so an idle limit below twice that cuts streams that are alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.lint.remark import Remark, Rule, Severity, main_container

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_DRAIN = 15
"""Seconds that a server needs at least to end its streams after preStop."""

_HEARTBEAT = 60
"""Twice the slowest usual heartbeat, in seconds."""

_PATIENCE = 300
"""Seconds of low load before a pod may go: streams outlive a lull."""


def _grace(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings
    hook = main_container(subject).get("lifecycle") or {}
    before = ((hook.get("preStop") or {}).get("sleep") or {}).get("seconds", 0)
    grace = settings.grace
    if isinstance(before, int) and grace < before + _DRAIN:
        message = f"{grace} s of grace are {before} s of preStop and {grace - before} s to end streams in"
        yield Remark(("terminationGracePeriodSeconds",), message, f"write at least {before + _DRAIN}")


def _scale_down(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings
    if not settings.scales or settings.stateless or settings.autoscaling.behavior is None:
        return
    down: Any = settings.autoscaling.behavior.get("scaleDown")
    window = down.get("stabilizationWindowSeconds", _PATIENCE) if isinstance(down, dict) else _PATIENCE
    if isinstance(window, int) and window < _PATIENCE:
        path = ("autoscaling", "behavior", "scaleDown", "stabilizationWindowSeconds")
        yield Remark(path, f"after {window} s of low load a pod goes, and its streams with it", f"write {_PATIENCE} or more")


def _idle(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings.ingress
    if subject.route and settings.sse and settings.idle_timeout < _HEARTBEAT:
        message = (
            f"a stream is cut after {settings.idle_timeout} s without a byte, and servers send a heartbeat every 15 to 30 s"
        )
        yield Remark(("ingress", "idleTimeout"), message, f"write {_HEARTBEAT} or more")


RULES = (
    Rule("MCP104", Severity.WARNING, "the grace period leaves no time to end streams", _grace),
    Rule("MCP105", Severity.WARNING, "the autoscaler takes pods away at every lull", _scale_down),
    Rule("MCP106", Severity.WARNING, "the idle timeout is below the heartbeat", _idle),
)
