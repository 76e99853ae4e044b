"""Probes: one handler each, and numbers that make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.handlers import handlers
from mcpgen.checks.pods import containers, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
_HANDLERS = ("httpGet", "grpc", "exec", "tcpSocket")
_DEADLINE = 600
"""Kubernetes' own `progressDeadlineSeconds`. Source: apps/v1, "DeploymentSpec"."""


def probes(objects: Sequence[Object]) -> Iterator[Finding]:
    """The probes of every container.

    Source: core/validation v1.34.0, validateLivenessProbe, validateReadinessProbe, validateStartupProbe and
    validateInitContainers.
    """
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            for name in _PROBES:
                probe = container.get(name)
                if isinstance(probe, dict):
                    at = (*path, name)
                    yield from handlers(deployment, at, probe, _HANDLERS)
                    yield from _numbers(deployment, at, probe)
                    if name == "startupProbe":
                        yield from _startup(deployment, at, probe)
                    if path[3] == "initContainers" and container.get("restartPolicy") != "Always":
                        message = "an init container that ends has no probes"
                        yield finding(deployment, at, message, "remove it, or write `restartPolicy: Always` for a sidecar")


def _numbers(deployment: Object, path: PathInObject, probe: dict[str, Any]) -> Iterator[Finding]:
    """Numbers that only one kind of probe has a use for; a zero stands for Kubernetes' default."""
    if path[-1] == "readinessProbe":
        if probe.get("terminationGracePeriodSeconds") is not None:
            message = "a readiness probe ends no container, and the API server refuses a grace period for it"
            yield finding(deployment, (*path, "terminationGracePeriodSeconds"), message, "remove it")
    elif (probe.get("successThreshold") or 1) != 1:
        message = "only a readiness probe can ask for more than one success, and the API server refuses it here"
        yield finding(deployment, (*path, "successThreshold"), message, "remove it, or write 1")


def _startup(deployment: Object, path: PathInObject, probe: dict[str, Any]) -> Iterator[Finding]:
    """A server that may take longer to start than its rollout may take to make progress: a slow start would fail it."""
    deadline = _number(deployment["spec"], "progressDeadlineSeconds", _DEADLINE)
    delay, period = _number(probe, "initialDelaySeconds", 0), _number(probe, "periodSeconds", 10)
    budget = delay + period * _number(probe, "failureThreshold", 3)
    if budget > deadline:
        most = max((deadline - delay) // period, 1)
        message = f"the server may take {budget} s to start, and its rollout counts as failed after {deadline} s"
        remedy = f"write `failureThreshold: {most}`, or raise /spec/progressDeadlineSeconds of the Deployment in `patches`"
        yield finding(deployment, (*path, "failureThreshold"), message, remedy)


def _number(holder: dict[str, Any], field: str, default: int) -> int:
    """What is written; the default where nothing or a zero is, or where what is written has another shape."""
    value = holder.get(field)
    return value if isinstance(value, int) and value > 0 else default
