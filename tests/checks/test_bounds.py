"""The numbers of fields, and fields that must be there."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.bounds import BOUNDS, FILLED, INT32, REQUIRED, bounds
from mcpgen.checks.schema import schema_findings
from tests.checks.definitions import definition, field
from tests.checks.samples import broken

POD = "spec/template/spec"
MAIN = f"{POD}/containers/0"


@pytest.mark.parametrize("path", BOUNDS)
def test_each_is_a_number_that_the_schemas_leave_open(path: str) -> None:
    """A misspelt entry would check nothing."""
    schema = field(path)
    assert "integer" in schema["type"]
    assert "minimum" not in schema


@pytest.mark.parametrize("path", sorted(FILLED))
def test_each_is_a_text_or_a_list(path: str) -> None:
    """A misspelt entry would check nothing."""
    assert field(path)["type"] in ("string", ["string", "null"], ["array", "null"])


def test_what_is_required_is_known_and_not_required_yet() -> None:
    """A misspelt entry would refuse every object."""
    for name, names in REQUIRED.items():
        assert set(names) <= definition(name)["properties"].keys() - set(definition(name)["required"])


def test_numbers_of_a_format() -> None:
    """Everything that Go holds in 32 bits; ports are told of elsewhere."""
    assert bounds("core.v1.Any/number", "int32") == (-(2**31), 2**31 - 1)
    assert bounds("core.v1.ContainerPort/containerPort", "int32") is None
    assert bounds("core.v1.Any/number", None) is None


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("spec/replicas", -1, ("expected at least 0, got -1", "write 0 or more")),
        ("spec/replicas", INT32 + 1, ("expected at most 2147483647, got 2147483648", "write 2147483647 or less")),
        ("spec/replicas", 2**70, (f"expected at most 2147483647, got {2**70}", "write 2147483647 or less")),
        (f"{MAIN}/livenessProbe/periodSeconds", -5, ("expected at least 0, got -5", "write 0 or more")),
        (f"{MAIN}/livenessProbe/terminationGracePeriodSeconds", 0, ("expected at least 1, got 0", "write 1 or more")),
        (f"{MAIN}/livenessProbe/timeoutSeconds", 3 * 10**9, ("expected at most 2147483647, got 3000000000", None)),
        (f"{POD}/securityContext", {"runAsUser": -1}, ("expected at least 0, got -1", "write 0 or more")),
        (f"{MAIN}/args", ["a", None], ("expected an item, got nothing", "write what is meant, or remove it")),
        (f"{MAIN}/image", "", ("expected text, got an empty one", "write what is meant")),
        (f"{MAIN}", {"name": "x", "image": None}, ("expected text, got nothing", "write it, or remove the field")),
        (f"{MAIN}/image", None, ("`image` is missing", "write `image: …`")),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: tuple[str, str | None]) -> None:
    """The message says the bound and the number."""
    found = schema_findings("1.34", broken("Deployment", path, value)[0])
    assert [each.message for each in found] == [told[0]]
    assert told[1] in {None, found[0].remedy}


def test_an_empty_list() -> None:
    """An autoscaler that may not scale at all is refused."""
    subject = broken("HorizontalPodAutoscaler", "spec/behavior", {"scaleDown": {"policies": []}})[2]
    assert [(each.message, each.remedy) for each in schema_findings("1.34", subject)] == [
        ("expected a list, got an empty one", "write an item, or remove the field")
    ]


def test_null_counts_as_not_written() -> None:
    """Where a text or a number may stand, too."""
    subject = broken("PodDisruptionBudget", "spec/minAvailable", 1)[3]
    subject["spec"]["minAvailable"] = None
    assert schema_findings("1.34", subject) == []


def test_zero_stands_for_the_default_of_a_probe() -> None:
    """The API server takes it and puts its default there."""
    for field_name in ("periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold", "initialDelaySeconds"):
        subject = broken("Deployment", f"{MAIN}/livenessProbe/{field_name}", 0)[0]
        assert schema_findings("1.34", subject) == []
