"""Autoscalers and budgets that do what they are for."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.scaling import autoscalers, budgets
from tests.checks.samples import broken, objects

HPA, PDB = "HorizontalPodAutoscaler", "PodDisruptionBudget"


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert [*autoscalers(objects()), *budgets(objects())] == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        (HPA, "spec/minReplicas", 0, "cannot start from none"),
        (HPA, "spec/maxReplicas", 1, "maxReplicas 1 is below minReplicas 2"),
        ("Deployment", "spec/replicas", 2, "the autoscaler owns"),
        (PDB, "spec/minAvailable", 1, "both minAvailable and maxUnavailable"),
        (PDB, "spec/maxUnavailable", 0, "every drain of a node would hang"),
        (PDB, "spec/maxUnavailable", "0%", "every drain of a node would hang"),
        (PDB, "spec/maxUnavailable", "half", "neither a number nor a percentage"),
        (PDB, "spec/maxUnavailable", -1, "-1 is not a number of pods"),
        (PDB, "spec/maxUnavailable", "101%", "101% is more than all pods"),
        (PDB, "spec", {"minAvailable": -1}, "-1 is not a number of pods"),
        (PDB, "spec", {"minAvailable": "150%"}, "150% is more than all pods"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = [*autoscalers(broken(kind, path, value)), *budgets(broken(kind, path, value))]
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(("least", "blocks"), [(1, False), (2, True), ("50%", False), ("51%", True), ("100%", True)])
def test_how_many_must_stay(least: int | str, blocks: bool) -> None:  # noqa: FBT001
    """A minAvailable of two replicas blocks a drain when rounding up leaves none to spare."""
    found = broken(PDB, "spec", {"minAvailable": least})
    assert bool(list(budgets(found))) is blocks
