"""Probes: handlers and numbers."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.probes import probes
from tests.checks.samples import broken, objects

MAIN = "spec/template/spec/containers/0"


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(probes(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (f"{MAIN}/livenessProbe/tcpSocket", {"port": 1}, "both httpGet and tcpSocket"),
        (f"{MAIN}/livenessProbe", {"periodSeconds": 5}, "no handler"),
        (f"{MAIN}/livenessProbe/successThreshold", 2, "only a readiness probe"),
        (f"{MAIN}/startupProbe", {"tcpSocket": {"port": 1}, "successThreshold": 2}, "only a readiness probe"),
        (f"{MAIN}/readinessProbe", {"tcpSocket": {"port": 1}, "terminationGracePeriodSeconds": 2}, "ends no container"),
        (f"{MAIN}/startupProbe", {"tcpSocket": {"port": 1}, "failureThreshold": 61}, "may take 610 s to start"),
        ("spec/template/spec/initContainers", [{"livenessProbe": {"exec": {"command": ["a"]}}}], "has no probes"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(probes(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    ("probe", "remedy"),
    [
        ({"failureThreshold": 30}, None),
        ({"failureThreshold": 31}, 30),
        ({"failureThreshold": 30, "initialDelaySeconds": 1}, 29),
        ({"failureThreshold": 100, "periodSeconds": 3}, None),
        ({"failureThreshold": 2, "periodSeconds": 400}, 1),
        ({"failureThreshold": 0, "periodSeconds": 0}, None),
    ],
)
def test_a_start_must_fit_into_the_rollout(probe: dict[str, Any], remedy: int | None) -> None:
    """A start of as many seconds as the rollout may take is let be (the guide's 30 * 10 s), a longer one is not."""
    found = broken("Deployment", f"{MAIN}/startupProbe", {"tcpSocket": {"port": 1}, **probe})
    found[0]["spec"]["progressDeadlineSeconds"] = 300
    remedies = [each.remedy.split(",")[0] for each in probes(found)]
    assert remedies == ([f"write `failureThreshold: {remedy}`"] if remedy else [])


@pytest.mark.parametrize("value", [{"successThreshold": 1}, {"successThreshold": 0}, {"terminationGracePeriodSeconds": 5}])
def test_what_a_liveness_probe_may_have(value: dict[str, int]) -> None:
    """One success, Kubernetes' default, a grace period of its own."""
    probe = {"tcpSocket": {"port": 1}, **value}
    assert list(probes(broken("Deployment", f"{MAIN}/livenessProbe", probe))) == []


def test_sidecars_have_probes() -> None:
    """An init container that does not end is asked like any other."""
    sidecar = {"restartPolicy": "Always", "livenessProbe": {"exec": {"command": ["a"]}}}
    assert list(probes(broken("Deployment", "spec/template/spec/initContainers", [sidecar]))) == []
