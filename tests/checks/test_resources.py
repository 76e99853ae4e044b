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
        ("Deployment", "spec/template/spec/containers/0/resources/limits/memroy", "1Gi", "there is no resource `memroy`"),
        ("Deployment", "spec/template/spec/containers/0/resources/requests/hugepages-2Mi", "4Mi", "cannot be shared out"),
        ("Deployment", "spec/template/spec/volumes/0/emptyDir/sizeLimit", "1 Gi", "is not a quantity"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, in the object that has it, with a way out."""
    found = list(resources(broken(kind, path, value)))
    assert [told in each.message for each in found if each.kind == kind] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(("limit", "messages"), [(1, 0), (2, 1), (None, 1)])
def test_devices_cannot_be_shared_out(limit: int | None, messages: int) -> None:
    """The limit is there and is the request."""
    limits = {} if limit is None else {"nvidia.com/gpu": limit}
    written = {"requests": {"nvidia.com/gpu": 1}, "limits": limits}
    found = list(resources(broken("Deployment", "spec/template/spec/containers/0/resources", written)))
    assert [each.message for each in found] == [
        "nvidia.com/gpu cannot be shared out: its limit must be its request"
    ] * messages


@pytest.mark.parametrize(
    ("name", "quantity", "remedy"),
    [
        ("cpu", "5000", "write 5000m, if thousandths were meant"),
        ("cpu", "100Mi", "write one such as 500m or 2; `Mi` and `Gi` are for memory"),
        ("cpu", "2k", "write one such as 500m or 2; `Mi` and `Gi` are for memory"),
        ("memory", "512", "write 512Mi, if those were meant"),
        ("memory", "0.5k", "write one such as 256Mi"),
        ("memory", "512m", "write 512Mi"),
    ],
)
def test_the_way_out_is_a_quantity(name: str, quantity: str, remedy: str) -> None:
    """What is written instead is an amount that can be meant: a second suffix is none."""
    path = "spec/template/spec/containers/0/resources"
    assert [each.remedy for each in resources(broken("Deployment", path, {"limits": {name: quantity}}))] == [remedy]
