"""How many pods there are."""

from __future__ import annotations

import pytest

from mcpgen.checks.dangers.scaling import CLASSES
from tests.checks.dangers.samples import Object, deployment, said, subject

SCALER = subject("HorizontalPodAutoscaler", "autoscaling/v2", spec={"scaleTargetRef": {"kind": "Deployment", "name": "a"}})
OTHER = subject("HorizontalPodAutoscaler", "autoscaling/v2", spec={"scaleTargetRef": {"kind": "Deployment", "name": "b"}})
BUDGET = subject("PodDisruptionBudget", "policy/v1", spec={"maxUnavailable": 1})
DROPPED = "replicas-to-hpa: `replicas: 3` is dropped for an autoscaler: the pods may fall to 1 until it acts"
UNGUARDED = "pdb-removed: the PodDisruptionBudget goes, while several pods run: a drain may take them all at once"


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ([deployment(replicas=3)], [deployment(), SCALER], [DROPPED]),
        ([deployment(replicas=3), SCALER], [deployment(), SCALER], [DROPPED]),
        ([deployment(replicas=1)], [deployment(), SCALER], []),
        ([deployment(replicas=3)], [deployment(), OTHER], []),
        ([deployment(), SCALER], [deployment(replicas=3)], []),
        ([deployment(replicas=3)], [deployment(replicas=0)], ["scaled-to-zero: `replicas: 0`: the server stops"]),
        ([deployment(replicas=0)], [deployment(replicas=0)], []),
        ([deployment(replicas=2), BUDGET], [deployment(replicas=2)], [UNGUARDED]),
        ([deployment(), SCALER, BUDGET], [deployment(), SCALER], [UNGUARDED]),
        ([deployment(replicas=2), BUDGET], [deployment(replicas=1)], []),
        ([deployment(replicas=2), BUDGET], [], []),
    ],
)
def test_what_is_told(old: list[Object], new: list[Object], messages: list[str]) -> None:
    """A fall to one pod, to none, and several pods that may all be away at once."""
    assert said(CLASSES, old, new) == messages
