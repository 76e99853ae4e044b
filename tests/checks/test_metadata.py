"""Metadata: what schemas let pass and is wrong all the same."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.metadata import metadata
from tests.checks.samples import broken, objects


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(metadata(objects())) == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("Service", "metadata/name", "A_b", "is not an object name"),
        (
            "Deployment",
            "metadata/labels",
            {"a": "x" * 64},
            "64 characters",
        ),
        ("Deployment", "metadata/labels", {"a/b/c": "x"}, "is not a label key"),
        ("Deployment", "metadata/labels", {"a": "-x"}, "is not a label value"),
        ("Service", "metadata/annotations", {"a b": ""}, "is not an annotation key"),
        (
            "Service",
            "metadata/annotations",
            {"a": "x" * 270000},
            "annotations of",
        ),
        ("Deployment", "spec/template/metadata/labels", {"app.kubernetes.io/name": "x", "b": "y z"}, "is not a label value"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, in the object that has it, with a way out."""
    found = list(metadata(broken(kind, path, value)))
    assert [told in each.message for each in found if each.kind == kind] == [True], found
    assert all(each.remedy for each in found)
