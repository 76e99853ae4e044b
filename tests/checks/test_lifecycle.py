"""Lifecycle hooks."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.lifecycle import lifecycles
from tests.checks.samples import broken, objects

MAIN = "spec/template/spec/containers/0"


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(lifecycles(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (f"{MAIN}/lifecycle", {"preStop": {"sleep": {"seconds": 31}}}, "a pause of 31 s does not fit into the 30 s"),
        (f"{MAIN}/lifecycle", {"preStop": {"sleep": {"seconds": 1}, "exec": {"command": ["a"]}}}, "both exec and sleep"),
        (f"{MAIN}/lifecycle", {"postStart": {}}, "no handler"),
        ("spec/template/spec/initContainers", [{"lifecycle": {"stopSignal": "SIGINT"}}], "has no hooks"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(lifecycles(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


def test_a_pause_as_long_as_the_grace_period() -> None:
    """The API server takes it, and so does the check."""
    found = broken("Deployment", f"{MAIN}/lifecycle", {"preStop": {"sleep": {"seconds": 75}}})
    found[0]["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] = 75
    assert list(lifecycles(found)) == []
