"""Containers: names, restarts, variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mcpgen.checks.containers import container_names, restarts, variables
from tests.checks.samples import broken, objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.findings import Finding

MAIN = "spec/template/spec/containers/0"


def every(found: list[dict[str, Any]]) -> Iterator[Finding]:
    """What all three rules find."""
    yield from container_names(found)
    yield from restarts(found)
    yield from variables(found)


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(every(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("spec/template/spec/containers/-", {"name": "x"}, "the container name `x` is there twice"),
        (f"{MAIN}/name", "Not_A_Name", "is not a container name"),
        (f"{MAIN}/env/-", {"name": "LEVEL", "value": "b"}, "is there twice"),
        (f"{MAIN}/env/-", {"name": "A", "value": "b", "valueFrom": {}}, "both value and valueFrom"),
        (f"{MAIN}/env/-", {"name": "A=B", "value": "b"}, "is not a variable's name"),
        (f"{MAIN}/env/-", {"name": "A", "valueFrom": {}}, "no source"),
        (f"{MAIN}/restartPolicy", "Always", "makes a sidecar of an init container"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(every(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


def test_sidecars_start_with_the_init_containers() -> None:
    """There, `restartPolicy: Always` is what makes them; rules of its own give it a meaning elsewhere."""
    sidecar = {"name": "y", "restartPolicy": "Always"}
    assert list(every(broken("Deployment", "spec/template/spec/initContainers", [sidecar]))) == []
    assert list(every(broken("Deployment", MAIN, {"name": "x", "restartPolicy": "Always", "restartPolicyRules": []}))) == []
