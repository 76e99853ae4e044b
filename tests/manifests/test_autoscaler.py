"""The HorizontalPodAutoscaler: only where it is asked for, and slow to end streams."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.autoscaler import autoscaler
from tests.manifests.samples import METADATA, changed, server

DEFAULT = {
    "apiVersion": "autoscaling/v2",
    "kind": "HorizontalPodAutoscaler",
    "metadata": METADATA,
    "spec": {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"},
        "minReplicas": 1,
        "maxReplicas": 10,
        "metrics": [
            {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 70}}}
        ],
        "behavior": {
            "scaleDown": {
                "stabilizationWindowSeconds": 600,
                "policies": [{"type": "Pods", "value": 1, "periodSeconds": 300}],
            }
        },
    },
}


@pytest.mark.parametrize("fields", ["", "replicas: 3", "autoscaling: {enabled: false, minReplicas: 2, maxReplicas: 3}"])
def test_none_unless_enabled(fields: str) -> None:
    """A fixed number of replicas needs no autoscaler, whatever its bounds would be."""
    assert autoscaler(server(fields)) is None


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("", {}),
        (", minReplicas: 2, maxReplicas: 20", {"spec/minReplicas": 2, "spec/maxReplicas": 20}),
        (
            ", targetCPUUtilizationPercentage: 55",
            {"spec/metrics/0/resource/target/averageUtilization": 55},
        ),
        (
            ", targetCPUUtilizationPercentage: 55, metrics: [{type: Pods, pods: {metric: {name: streams}}}]",
            {"spec/metrics": [{"type": "Pods", "pods": {"metric": {"name": "streams"}}}]},
        ),
        (", metrics: []", {}),
        (", behavior: {scaleUp: {selectPolicy: Max}}", {"spec/behavior": {"scaleUp": {"selectPolicy": "Max"}}}),
        (", behavior: {}", {}),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """Bounds and targets change one number each; metrics and behaviour replace the defaults whole."""
    assert autoscaler(server(f"autoscaling: {{enabled: true{fields}}}")) == changed(DEFAULT, changes)


def test_replicas_are_none_of_its_business() -> None:
    """The bounds are the autoscaler's own: `replicas` beside them changes nothing."""
    assert autoscaler(server("replicas: 7, autoscaling: {enabled: true}")) == DEFAULT


def test_without_streams_scaling_down_is_kubernetes_own() -> None:
    """A server that only answers loses nothing with a pod."""
    found = autoscaler(server("transport: http, autoscaling: {enabled: true}"))
    assert found is not None
    assert "behavior" not in found["spec"]
