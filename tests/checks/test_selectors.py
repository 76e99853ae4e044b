"""Selectors: what schemas let pass and is wrong all the same."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.selectors import selectors
from tests.checks.samples import broken, objects


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(selectors(objects())) == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("Service", "spec/selector", {"app": "y"}, "selects pods with app=y"),
        ("PodDisruptionBudget", "spec/selector/matchLabels", {"app.kubernetes.io/name": "y"}, "selects pods with"),
        ("Deployment", "spec/template/metadata/labels", {}, "no such label"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, in the object that has it, with a way out."""
    found = list(selectors(broken(kind, path, value)))
    assert [told in each.message for each in found if each.kind == kind] == [True], found
    assert all(each.remedy for each in found)
