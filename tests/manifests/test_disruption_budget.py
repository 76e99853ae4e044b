"""The PodDisruptionBudget: only where more than one pod runs, and never one that blocks every drain by default."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.disruption_budget import disruption_budget
from tests.manifests.samples import METADATA, SELECTOR, changed, server

DEFAULT = {
    "apiVersion": "policy/v1",
    "kind": "PodDisruptionBudget",
    "metadata": METADATA,
    "spec": {
        "maxUnavailable": 1,
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
        "selector": {"matchLabels": SELECTOR},
    },
}


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "replicas: 0",
        "podDisruptionBudget: {minAvailable: 1}",
        "replicas: 3, podDisruptionBudget: {enabled: false}",
        "replicas: 3, autoscaling: {enabled: true}",
        "replicas: 3, autoscaling: {enabled: true, minReplicas: 1}",
        "autoscaling: {enabled: true, minReplicas: 3}, podDisruptionBudget: {enabled: false, minAvailable: 1}",
    ],
)
def test_none(fields: str) -> None:
    """A server that may run on one pod has none, and neither has one that does not want it."""
    assert disruption_budget(server(fields)) is None


@pytest.mark.parametrize("fields", ["replicas: 2", "replicas: 9", "autoscaling: {enabled: true, minReplicas: 2}"])
def test_default(fields: str) -> None:
    """One pod at a time, and a pod that is not ready never stands in the way."""
    assert disruption_budget(server(fields)) == DEFAULT


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("maxUnavailable: 2", {"spec/maxUnavailable": 2}),
        ("maxUnavailable: 0", {"spec/maxUnavailable": 0}),
        ('maxUnavailable: "25%"', {"spec/maxUnavailable": "25%"}),
        ("minAvailable: 1", {"spec/maxUnavailable": None, "spec/minAvailable": 1}),
        ("minAvailable: 0", {"spec/maxUnavailable": None, "spec/minAvailable": 0}),
        ('minAvailable: "50%"', {"spec/maxUnavailable": None, "spec/minAvailable": "50%"}),
        ("minAvailable: 1, maxUnavailable: 1", {"spec/minAvailable": 1}),
        ("unhealthyPodEvictionPolicy: IfHealthyBudget", {"spec/unhealthyPodEvictionPolicy": "IfHealthyBudget"}),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """A written bound takes the default's place; both bounds stay both, for the checks to refuse."""
    assert disruption_budget(server(f"replicas: 2, podDisruptionBudget: {{{fields}}}")) == changed(DEFAULT, changes)
