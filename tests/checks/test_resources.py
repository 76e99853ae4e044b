"""Resources: what schemas let pass and is wrong all the same."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.resources import resources
from tests.checks.samples import broken, objects


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(resources(objects())) == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("Deployment", "spec/template/spec/containers/0/resources/requests/cpu", "1 00m", "is not a quantity"),
        ("Deployment", "spec/template/spec/containers/0/resources/requests/cpu", "-1", "is not a quantity"),
        ("Deployment", "spec/template/spec/containers/0/resources/limits/memory", "64Mi", "below the request of 128Mi"),
        ("Deployment", "spec/template/spec/containers/0/resources/requests/memory", "128m", "thousandths of a byte"),
        ("Deployment", "spec/template/spec/containers/0/resources/limits/memory", 256, "is 256 bytes"),
        ("Deployment", "spec/template/spec/containers/0/resources/requests/cpu", "5000", "5000 cores"),
        ("Deployment", "spec/template/spec/volumes/0/emptyDir/sizeLimit", "1 Gi", "is not a quantity"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, in the object that has it, with a way out."""
    found = list(resources(broken(kind, path, value)))
    assert [told in each.message for each in found if each.kind == kind] == [True], found
    assert all(each.remedy for each in found)
