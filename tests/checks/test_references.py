"""Names of other objects."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.references import classes, references
from tests.checks.samples import broken, objects

POD = "spec/template/spec"
MAIN = f"{POD}/containers/0"


def variable(**source: Any) -> dict[str, Any]:
    """A variable of that source."""
    return {"name": "A", "valueFrom": source}


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(references(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (f"{POD}/priorityClassName", "High", "`High` is not an object name"),
        (f"{POD}/runtimeClassName", "a b", "`a b` is not an object name"),
        (f"{MAIN}/env/-", variable(secretKeyRef={"name": "My_Secret", "key": "k"}), "`My_Secret` is not an object name"),
        (f"{MAIN}/env/-", variable(configMapKeyRef={"name": "c", "key": "a/b"}), "`a/b` is not a key"),
        (f"{MAIN}/env/-", variable(secretKeyRef={"key": "k"}), "`name` is missing"),
        (f"{MAIN}/envFrom", [{"secretRef": {"name": "UPPER"}}], "`UPPER` is not an object name"),
        (f"{MAIN}/envFrom", [{"configMapRef": {"optional": True}}], "`name` is missing"),
        (f"{MAIN}/envFrom", [{"prefix": "A_"}], "no source"),
        (f"{MAIN}/envFrom", [{"secretRef": {"name": "a"}, "configMapRef": {"name": "b"}}], "both secretRef and configMapRef"),
        (f"{POD}/volumes/-", {"name": "v", "secret": {"optional": True}}, "`secretName` is missing"),
        (f"{POD}/volumes/-", {"name": "v", "configMap": {"name": "A"}}, "`A` is not an object name"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(references(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{POD}/priorityClassName", "system.high-1"),
        (f"{MAIN}/env/-", variable(secretKeyRef={"name": "s.a", "key": "A_b-c.d"})),
        (f"{MAIN}/envFrom", [{"secretref": {"name": "misspelt, which the schema tells"}}]),
        (f"{MAIN}/envFrom", [{"secretRef": {"name": "s"}}, {"configMapRef": {"name": "c"}, "prefix": "A_"}]),
        (f"{POD}/volumes/-", {"name": "v", "secret": {"secretName": "s"}}),
    ],
)
def test_what_fits(path: str, value: Any) -> None:
    """What the API server takes."""
    assert list(references(broken("Deployment", path, value))) == []


@pytest.mark.parametrize(("name", "told"), [("nginx", []), ("Nginx Public", ["`Nginx Public` is not an object name"])])
def test_classes(name: str, told: list[str]) -> None:
    """An IngressClass is an object like any other."""
    ingress = {"kind": "Ingress", "metadata": {"name": "x"}, "spec": {"ingressClassName": name}}
    assert [each.message for each in classes([ingress])] == told
