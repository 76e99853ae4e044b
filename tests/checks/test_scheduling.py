"""Tolerations, affinity and spread."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.scheduling import scheduling
from tests.checks.samples import broken, objects

POD = "spec/template/spec"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
EMPTY = {"matchExpressions": [{"key": "a", "operator": "In"}]}
SPREAD = {"topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway", "maxSkew": 1}


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(scheduling(objects())) == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("tolerations", [{"key": "a", "operator": "Exists", "value": "b"}], "Exists takes any value"),
        ("tolerations", [{"value": "b"}], "without a `key` only `operator: Exists`"),
        ("tolerations", [{"operator": "Exists", "tolerationSeconds": 5}], "only of the effect NoExecute"),
        ("tolerations", [{"key": "a b", "operator": "Exists"}], "is not the key of a taint"),
        ("nodeSelector", {"kubernetes.io/arch": "arm 64"}, "`arm 64` is not a label value"),
        ("affinity", {"podAffinity": {REQUIRED: [{"topologyKey": "a b"}]}}, "`a b` is not a label key"),
        ("affinity", {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": []}}}, "no term that a node could meet"),
        ("affinity", {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [EMPTY]}}}, "In without values"),
        ("affinity", {"nodeAffinity": {PREFERRED: [{"preference": EMPTY}]}}, "In without values"),
        ("affinity", {"podAffinity": {REQUIRED: [{"labelSelector": EMPTY}]}}, "In without values"),
        ("affinity", {"podAntiAffinity": {PREFERRED: [{"podAffinityTerm": {"labelSelector": EMPTY}}]}}, "In without values"),
        ("topologySpreadConstraints", [SPREAD, SPREAD], "zone is spread over twice"),
        ("topologySpreadConstraints", [{**SPREAD, "minDomains": 2}], "`minDomains` needs"),
        ("topologySpreadConstraints", [{**SPREAD, "labelSelector": EMPTY}], "In without values"),
    ],
)
def test_one_thing_wrong(field: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(scheduling(broken("Deployment", f"{POD}/{field}", value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tolerations", [{"operator": "Exists"}, {"key": "a", "value": "b", "effect": "NoExecute", "tolerationSeconds": 5}]),
        ("affinity", {"nodeAffinity": {REQUIRED: None}}),
        ("topologySpreadConstraints", [SPREAD, {**SPREAD, "whenUnsatisfiable": "DoNotSchedule", "minDomains": 2}]),
    ],
)
def test_what_fits(field: str, value: Any) -> None:
    """What the API server takes."""
    assert list(scheduling(broken("Deployment", f"{POD}/{field}", value))) == []
