"""The metrics of autoscalers."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.metrics import metrics
from tests.checks.samples import broken, objects

HPA = "HorizontalPodAutoscaler"
RESOURCES = "spec/template/spec/containers/0/resources"
CPU = {"name": "cpu", "target": {"type": "AverageValue", "averageValue": "500m"}}
PODS = {"metric": {"name": "streams"}, "target": {"type": "AverageValue", "averageValue": "10"}}


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(metrics(objects())) == []


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ({"type": "Resource"}, ["`type: Resource` without `resource`"]),
        ({"type": "Resource", "pods": PODS}, ["`pods` beside `type: Resource`", "`type: Resource` without `resource`"]),
        ({"type": "Pods", "resource": CPU, "pods": PODS}, ["`resource` beside `type: Pods`"]),
        ({"type": "Pods", "pods": {"target": {"value": "1"}}}, ["a target without a number"]),
        (
            {"type": "Resource", "resource": {"name": "x", "target": {"averageUtilization": 5, "averageValue": 1}}},
            ["both averageUtilization and averageValue"],
        ),
        ({"type": "Pods", "pods": {"target": {"averageValue": "ten"}}}, ["`ten` is not a quantity above zero"]),
        ({"type": "External", "external": {"target": {"value": 0}}}, ["`0` is not a quantity above zero"]),
        ({"type": "Object", "object": {"target": {"value": "1", "averageValue": "1"}}}, []),
        ({"type": "Pods", "pods": PODS}, []),
        ({"type": "pods", "resource": CPU}, []),
    ],
)
def test_blocks(metric: dict[str, Any], told: list[str]) -> None:
    """The block of the type is there with one number, and no other; an unknown type is the schema's to tell."""
    found = list(metrics(broken(HPA, "spec/metrics", [metric])))
    assert [each.message for each in found] == told
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ({"requests": {"cpu": "1"}}, False),
        ({"limits": {"cpu": "1"}}, False),
        ({"requests": {"memory": "1Gi"}}, True),
        ({}, True),
    ],
)
def test_utilization_is_a_share_of_a_request(written: dict[str, Any], bare: bool) -> None:  # noqa: FBT001
    """Kubernetes makes a limit the request where none is written."""
    found = list(metrics(broken("Deployment", RESOURCES, written)))
    assert [each.message for each in found] == ["utilization of cpu is a share of a request that x does not have"] * bare
