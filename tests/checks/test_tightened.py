"""Definitions with what the API server demands of single fields."""

from __future__ import annotations

import copy
from typing import Any

from mcpgen.checks.tightened import tightened

TEXT = {"type": ["string", "null"]}
NUMBER = {"type": ["integer", "null"], "format": "int32"}


def test_a_definition() -> None:
    """Values with null among them, bounds, required fields, items of lists; the rest and the one given stay as they are."""
    given: dict[str, Any] = {
        "type": "object",
        "properties": {"image": TEXT, "imagePullPolicy": TEXT, "number": NUMBER, "name": TEXT},
        "required": ["name"],
    }
    kept = copy.deepcopy(given)
    assert tightened("io.k8s.api.core.v1.Container", given, "1.34") == {
        "type": "object",
        "properties": {
            "image": {"type": "string", "minLength": 1},
            "imagePullPolicy": {**TEXT, "enum": ["", "Always", "IfNotPresent", "Never", None]},
            "number": {**NUMBER, "minimum": -(2**31), "maximum": 2**31 - 1},
            "name": TEXT,
        },
        "required": ["name", "image"],
    }
    assert given == kept


def test_items_of_a_list() -> None:
    """Each item has its values."""
    given = {"properties": {"policyTypes": {"type": "array", "items": TEXT}}}
    found = tightened("io.k8s.api.networking.v1.NetworkPolicySpec", given, "1.34")
    assert found["properties"]["policyTypes"]["items"] == {
        **TEXT,
        "enum": ["Ingress", "Egress", None],
        "not": {"type": "null"},
    }


def test_lists_that_must_hold_something() -> None:
    """Where they are written at all."""
    given = {"properties": {"policies": {"type": ["array", "null"], "items": {"type": "object"}}}}
    found = tightened("io.k8s.api.autoscaling.v2.HPAScalingRules", given, "1.34")
    assert found["properties"]["policies"]["minItems"] == 1


def test_a_text_or_a_number() -> None:
    """Null is in both branches of the bundled schema; it counts as not written all the same."""
    given = {"oneOf": [TEXT, {"type": ["integer", "null"]}]}
    found = tightened("io.k8s.apimachinery.pkg.util.intstr.IntOrString", given, "1.34")
    assert found == {"anyOf": given["oneOf"]}


def test_shared_definitions() -> None:
    """Those of apimachinery have a prefix of their own."""
    given = {"properties": {"operator": TEXT}}
    found = tightened("io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement", given, "1.34")
    assert found["properties"]["operator"]["enum"] == ["In", "NotIn", "Exists", "DoesNotExist", None]


def test_a_definition_without_fields() -> None:
    """Nothing to tighten."""
    assert tightened("io.k8s.apimachinery.pkg.api.resource.Quantity", {"type": "string"}, "1.34") == {"type": "string"}
