"""Autoscalers and disruption budgets that do what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import mapping, of_kind
from mcpgen.checks.shares import is_nothing, share_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object


def autoscalers(objects: Sequence[Object]) -> Iterator[Finding]:
    """Bounds in order, a target that exists, and one owner of `replicas`."""
    deployments = {deployment["metadata"]["name"]: deployment for deployment in of_kind(objects, "Deployment")}
    for scaler in of_kind(objects, "HorizontalPodAutoscaler"):
        spec = scaler["spec"]
        low, high = spec.get("minReplicas", 1), spec.get("maxReplicas")
        if isinstance(low, int) and low < 1:
            message = f"at least {low} replicas: an autoscaler cannot start from none"
            yield finding(scaler, ("spec", "minReplicas"), message, "write at least 1")
        if isinstance(low, int) and isinstance(high, int) and high < max(low, 1):
            message = f"maxReplicas {high} is below minReplicas {low}"
            yield finding(scaler, ("spec", "maxReplicas"), message, f"write at least {max(low, 1)}")
        target = deployments.get(str(mapping(spec, "scaleTargetRef").get("name")))
        if target is not None and "replicas" in target["spec"]:
            message = "the autoscaler owns the number of replicas"
            yield finding(target, ("spec", "replicas"), message, "remove `replicas` from the Deployment")


def budgets(objects: Sequence[Object]) -> Iterator[Finding]:
    """Budgets that let a node be drained. Source: policy/validation v1.34.0, ValidatePodDisruptionBudgetSpec."""
    replicas = _least_replicas(objects)
    for budget in of_kind(objects, "PodDisruptionBudget"):
        spec = budget["spec"]
        least, most = spec.get("minAvailable"), spec.get("maxUnavailable")
        if least is not None and most is not None:
            yield finding(
                budget,
                ("spec", "minAvailable"),
                "both minAvailable and maxUnavailable",
                "keep one of the two",
            )
        problems = {"minAvailable": share_problem(least), "maxUnavailable": share_problem(most)}
        for field, wrong in problems.items():
            if wrong:
                yield finding(budget, ("spec", field), *wrong)
        if not any(problems.values()) and _blocks(least, most, replicas):
            field = "minAvailable" if least is not None else "maxUnavailable"
            message = f"no pod of {replicas} may ever be evicted: every drain of a node would hang"
            yield finding(budget, ("spec", field), message, "write `maxUnavailable: 1`")


def _least_replicas(objects: Sequence[Object]) -> int:
    for scaler in of_kind(objects, "HorizontalPodAutoscaler"):
        low = scaler["spec"].get("minReplicas", 1)
        return low if isinstance(low, int) else 1
    for deployment in of_kind(objects, "Deployment"):
        count = deployment["spec"].get("replicas", 1)
        return count if isinstance(count, int) else 1
    return 1


def _blocks(least: Any, most: Any, replicas: int) -> bool:
    if isinstance(least, int):
        return least >= replicas
    if isinstance(least, str) and least.endswith("%") and least[:-1].isdecimal():
        return -(-replicas * int(least[:-1]) // 100) >= replicas
    return is_nothing(most)
