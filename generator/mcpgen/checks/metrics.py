"""The metrics of autoscalers: each with the block of its type, a target, and a request to measure against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import containers, items, mapping, of_kind
from mcpgen.checks.quantity import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_BLOCKS = {
    "Resource": "resource",
    "ContainerResource": "containerResource",
    "Pods": "pods",
    "Object": "object",
    "External": "external",
}
_TARGETS = {
    "resource": ("averageUtilization", "averageValue"),
    "containerResource": ("averageUtilization", "averageValue"),
    "pods": ("averageValue",),
    "object": ("averageValue", "value"),
    "external": ("averageValue", "value"),
}
"""Block → the numbers that its target can have, one of them. Source: autoscaling/validation v1.34.0, validateMetricSpec."""


def metrics(objects: Sequence[Object]) -> Iterator[Finding]:
    """Every metric of every autoscaler."""
    deployments = {deployment["metadata"]["name"]: deployment for deployment in of_kind(objects, "Deployment")}
    for scaler in of_kind(objects, "HorizontalPodAutoscaler"):
        target = deployments.get(str(mapping(scaler, "spec", "scaleTargetRef").get("name")))
        for index, metric in items(scaler["spec"], "metrics"):
            at: PathInObject = ("spec", "metrics", index)
            yield from _blocks(scaler, at, metric)
            if target is not None:
                yield from _requests(scaler, at, metric, target)


def _blocks(scaler: Object, at: PathInObject, metric: dict[str, Any]) -> Iterator[Finding]:
    """The block that `type` names, and no other. Of an unknown type, the schema tells."""
    block = _BLOCKS.get(str(metric.get("type")))
    if block is None:
        return
    for other in _BLOCKS.values():
        if other != block and metric.get(other) is not None:
            message = f"`{other}` beside `type: {metric['type']}`"
            yield finding(scaler, (*at, other), message, f"keep `{block}` only, or write another type")
    if metric.get(block) is None:
        yield finding(scaler, at, f"`type: {metric['type']}` without `{block}`", f"write `{block}: …`")
    elif isinstance(mapping(metric, block).get("target"), dict):
        yield from _target(scaler, (*at, block, "target"), mapping(metric, block, "target"), block)


def _target(scaler: Object, at: PathInObject, target: dict[str, Any], block: str) -> Iterator[Finding]:
    """One number to aim at, above zero."""
    fit = _TARGETS[block]
    written = [field for field in fit if target.get(field) is not None]
    if not written:
        yield finding(scaler, at, "a target without a number", f"write `{'` or `'.join(fit)}`")
    elif len(written) > 1 and block != "object":
        yield finding(scaler, (*at, written[1]), f"both {' and '.join(written)}", "keep one of the two")
    for field in ("averageValue", "value"):
        quantity = target.get(field)
        if isinstance(quantity, (str, int)) and not _is_positive(str(quantity)):
            message = f"`{str(quantity)[:40]}` is not a quantity above zero"
            yield finding(scaler, (*at, field), message, "write one such as 100 or 500m")


def _is_positive(quantity: str) -> bool:
    try:
        return parse(quantity) > 0
    except ValueError:
        return False


def _requests(scaler: Object, at: PathInObject, metric: dict[str, Any], deployment: Object) -> Iterator[Finding]:
    """Utilization is a share of what every container requests; a limit without a request counts as one.

    Source: `pkg/apis/core/v1/defaults.go` v1.34.0, SetDefaults_Pod.
    """
    resource = mapping(metric, "resource")
    measured = resource.get("name")
    if mapping(resource, "target").get("type") != "Utilization" or not isinstance(measured, str):
        return
    for path, container in containers(deployment):
        asked = mapping(container, "resources")
        if path[3] == "containers" and not any(measured in mapping(asked, side) for side in ("requests", "limits")):
            message = f"utilization of {measured} is a share of a request that {container.get('name')} does not have"
            remedy = f"write `resources.requests.{measured}` for the container {container.get('name')}"
            yield finding(scaler, (*at, "resource"), message, remedy)
            return
