"""Where a variable takes its value from."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.sources import source

SUBJECT = {"kind": "Deployment", "metadata": {"name": "x"}}


def told(value_from: dict[str, Any], **more: Any) -> list[tuple[Any, ...]]:
    """Path behind the variable, message and remedy of what is found."""
    found = source(SUBJECT, ("env", 0), {"name": "A", "valueFrom": value_from, **more})
    return [("/".join(map(str, each.path[2:])), each.message, each.remedy) for each in found]


@pytest.mark.parametrize(
    "value_from",
    [
        {"secretKeyRef": {"name": "s", "key": "k"}},
        {"secretKeyRef": {"name": "s", "key": "k"}, "configMapKeyRef": None},
        {"fieldRef": {"fieldPath": "status.podIP"}},
        {"fieldRef": {"fieldPath": "metadata.labels['app']"}},
        {"fieldRef": {"fieldPath": "metadata.annotations['a/b']"}},
        {"resourceFieldRef": {"resource": "limits.memory"}},
        {"resourceFieldRef": {"resource": "requests.hugepages-2Mi"}},
    ],
)
def test_one_source(value_from: dict[str, Any]) -> None:
    """What Kubernetes can take a value from; an empty literal beside it is none."""
    assert told(value_from) == told(value_from, value="") == []


def test_none_or_two() -> None:
    """Neither is a value."""
    assert told({}) == [("valueFrom", "no source", "write one, such as `secretKeyRef: {name: …, key: …}`")]
    assert told({"fieldRef": {}}, value="b") == [("", "both value and valueFrom", "keep one of the two")]
    assert told({"secretKeyRef": {}, "configMapKeyRef": {}}) == [
        ("valueFrom/configMapKeyRef", "both secretKeyRef and configMapKeyRef", "keep one")
    ]


def test_what_cannot_be_shown() -> None:
    """A near miss is set right."""
    assert told({"fieldRef": {"fieldPath": "status.podIp"}}) == [
        (
            "valueFrom/fieldRef/fieldPath",
            "`status.podIp` is no field of a pod that a variable can show",
            "did you mean `status.podIP`?",
        )
    ]
    assert told({"resourceFieldRef": {"resource": "limit.cpu"}}) == [
        (
            "valueFrom/resourceFieldRef/resource",
            "`limit.cpu` is no resource that a variable can show",
            "did you mean `limits.cpu`?",
        )
    ]
