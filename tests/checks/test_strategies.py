"""Rollout strategies."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.strategies import strategies
from tests.checks.samples import broken, objects


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(strategies(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("spec/strategy", {"type": "Recreate", "rollingUpdate": {"maxSurge": 1}}, "means nothing to the strategy Recreate"),
        ("spec/strategy", {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 0}}, "no pod could ever be replaced"),
        ("spec/strategy", {"rollingUpdate": {"maxSurge": "0%", "maxUnavailable": 0}}, "no pod could ever be replaced"),
        ("spec/strategy", {"rollingUpdate": {"maxSurge": -1}}, "-1 is not a number of pods"),
        ("spec/strategy", {"rollingUpdate": {"maxSurge": 3000000000}}, "3000000000 is not a number of pods"),
        ("spec/strategy", {"rollingUpdate": {"maxUnavailable": "half"}}, "neither a number nor a percentage"),
        ("spec/strategy", {"rollingUpdate": {"maxUnavailable": "101%"}}, "101% is more than all pods"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(strategies(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    "rolling",
    [
        {"maxUnavailable": 0},
        {"maxSurge": 0},
        {"maxSurge": "200%", "maxUnavailable": 0},
        {"maxSurge": 1, "maxUnavailable": "0%"},
    ],
)
def test_what_can_replace_a_pod(rolling: dict[str, Any]) -> None:
    """What is not written is 25 %; more than all pods may be added."""
    assert list(strategies(broken("Deployment", "spec/strategy", {"rollingUpdate": rolling}))) == []


@pytest.mark.parametrize(("ready", "deadline", "wrong"), [(10, 10, True), (10, 11, False)])
def test_a_pod_must_be_ready_before_the_deadline(ready: int, deadline: int, wrong: bool) -> None:  # noqa: FBT001
    """The API server wants the deadline behind the time that a pod takes to count as ready."""
    found = broken("Deployment", "spec/minReadySeconds", ready)
    found[0]["spec"]["progressDeadlineSeconds"] = deadline
    assert bool(list(strategies(found))) is wrong
