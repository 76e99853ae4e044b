"""Rollout strategies that can replace a pod."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import mapping, of_kind
from mcpgen.checks.shares import is_nothing, share_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_ROLLING: PathInObject = ("spec", "strategy", "rollingUpdate")


def strategies(objects: Sequence[Object]) -> Iterator[Finding]:
    """The strategy of each Deployment, and the deadlines of its rollout.

    Source: apps/validation v1.34.0, ValidateDeploymentStrategy, ValidateDeploymentSpec.
    """
    for deployment in of_kind(objects, "Deployment"):
        strategy = mapping(deployment, "spec", "strategy")
        if strategy.get("type") == "Recreate" and "rollingUpdate" in strategy:
            message = "`rollingUpdate` means nothing to the strategy Recreate, and the API server refuses it"
            yield finding(deployment, _ROLLING, message, "remove it, or write `type: RollingUpdate`")
        else:
            yield from _rolling(deployment, mapping(strategy, "rollingUpdate"))
        ready, deadline = (deployment["spec"].get(field) for field in ("minReadySeconds", "progressDeadlineSeconds"))
        if isinstance(ready, int) and isinstance(deadline, int) and deadline <= ready:
            message = f"the rollout counts as failed after {deadline} s, and a pod as ready after {ready} s only"
            yield finding(deployment, ("spec", "progressDeadlineSeconds"), message, f"write more than {ready}")


def _rolling(deployment: Object, rolling: dict[str, Any]) -> Iterator[Finding]:
    """The numbers of a rolling update. What is not written is 25 %."""
    surge, unavailable = rolling.get("maxSurge"), rolling.get("maxUnavailable")
    problems = {"maxSurge": share_problem(surge, most=None), "maxUnavailable": share_problem(unavailable)}
    for field, wrong in problems.items():
        if wrong:
            yield finding(deployment, (*_ROLLING, field), *wrong)
    if is_nothing(surge) and is_nothing(unavailable):
        message = "maxSurge and maxUnavailable are both 0, so no pod could ever be replaced"
        yield finding(deployment, (*_ROLLING, "maxSurge"), message, "write `maxSurge: 1`")
