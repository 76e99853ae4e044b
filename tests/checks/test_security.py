"""Security contexts that contradict themselves."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.security import security
from tests.checks.samples import broken, objects

MAIN = "spec/template/spec/containers/0"


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(security(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (f"{MAIN}/securityContext", {"privileged": True, "allowPrivilegeEscalation": False}, "contradict each other"),
        (
            f"{MAIN}/securityContext",
            {"capabilities": {"add": ["CAP_SYS_ADMIN"]}, "allowPrivilegeEscalation": False},
            "CAP_SYS_ADMIN and",
        ),
        (f"{MAIN}/securityContext", {"runAsUser": 0, "runAsNonRoot": True}, "user 0 is root"),
        (f"{MAIN}/securityContext", {"seccompProfile": {"type": "Localhost"}}, "without a file"),
        (f"{MAIN}/securityContext", {"seccompProfile": {"type": "Unconfined", "localhostProfile": "a"}}, "has a file"),
        ("spec/template/spec/securityContext", {"seccompProfile": {"type": "Localhost"}}, "without a file"),
        ("spec/template/spec/securityContext", {"runAsUser": 0, "runAsNonRoot": True}, "user 0 is root"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(security(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    ("pod", "own", "where"),
    [
        ({"runAsUser": 0}, {"runAsNonRoot": True}, "spec/template/spec/securityContext/runAsUser"),
        ({"runAsNonRoot": True}, {"runAsUser": 0}, f"{MAIN}/securityContext/runAsUser"),
        ({"runAsUser": 0, "runAsNonRoot": True}, {"runAsUser": 1}, None),
        ({"runAsUser": 0, "runAsNonRoot": True}, {"runAsNonRoot": False}, None),
        ({"runAsUser": 0}, {}, None),
        ({"runAsUser": 5, "runAsNonRoot": True}, {"runAsUser": None}, None),
    ],
)
def test_root_is_told_where_it_is_written(pod: dict[str, Any], own: dict[str, Any], where: str | None) -> None:
    """The container's own context wins over its pod's."""
    found = broken("Deployment", f"{MAIN}/securityContext", own)
    found[0]["spec"]["template"]["spec"]["securityContext"] = pod
    assert ["/".join(map(str, each.path)) for each in security(found)] == ([where] if where else [])


def test_root_of_the_pod_is_told_once() -> None:
    """However many containers it keeps from starting."""
    found = broken("Deployment", "spec/template/spec/containers/-", {"name": "y"})
    found[0]["spec"]["template"]["spec"]["securityContext"] = {"runAsUser": 0, "runAsNonRoot": True}
    assert len(list(security(found))) == 1
