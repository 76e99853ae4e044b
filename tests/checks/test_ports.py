"""Ports: what schemas let pass and is wrong all the same."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.ports import ports
from tests.checks.samples import broken, objects


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(ports(objects())) == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("Deployment", "spec/template/spec/containers/0/ports/0/containerPort", 0, "0 is not a port"),
        ("Deployment", "spec/template/spec/containers/0/ports/-", {"name": "http", "containerPort": 9}, "there twice"),
        (
            "Deployment",
            "spec/template/spec/containers/0/ports/-",
            {"name": "other", "containerPort": 8000},
            "port 8000/TCP is there twice",
        ),
        ("Deployment", "spec/template/spec/containers/0/ports/-", {"name": "UPPER", "containerPort": 9}, "is not a port name"),
        ("Deployment", "spec/template/spec/containers/0/ports/-", {"name": "123", "containerPort": 9}, "is not a port name"),
        ("Deployment", "spec/template/spec/containers/0/livenessProbe/httpGet/port", "web", "no port of this container"),
        ("Deployment", "spec/template/spec/containers/0/livenessProbe/httpGet/port", 70000, "70000 is not a port"),
        ("Service", "spec/ports/0/port", 70000, "70000 is not a port"),
        ("Service", "spec/ports/0/targetPort", "web", "no container port is named"),
        ("Service", "spec/ports/0/targetPort", 9999, "no container has the port 9999"),
        ("Service", "spec/ports/0/targetPort", 70000, "70000 is not a port"),
        ("Service", "spec/ports", [], "a Service needs a port"),
        ("Service", "spec/ports/-", {"port": 80, "targetPort": 8000, "protocol": "TCP"}, "port 80 is there twice"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, in the object that has it, with a way out."""
    found = list(ports(broken(kind, path, value)))
    assert [told in each.message for each in found if each.kind == kind] == [True], found
    assert all(each.remedy for each in found)
