"""Volumes and mounts."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.volumes import volumes
from tests.checks.samples import broken, objects

MAIN = "spec/template/spec/containers/0"


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(volumes(objects())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (f"{MAIN}/volumeMounts/-", {"name": "none", "mountPath": "/x"}, "there is no volume `none`"),
        (f"{MAIN}/volumeMounts/-", {"name": "tmp", "mountPath": "/tmp"}, "something is mounted at /tmp already"),
        (f"{MAIN}/volumeMounts/-", {"name": "tmp", "mountPath": "/a:b"}, "cannot hold `:`"),
        (f"{MAIN}/volumeMounts/-", {"name": "tmp", "mountPath": "/a", "subPath": "/b"}, "begins at the volume's root"),
        (f"{MAIN}/volumeMounts/-", {"name": "tmp", "mountPath": "/a", "subPath": "b/.."}, "begins at the volume's root"),
        (
            "spec/template/spec/volumes/-",
            {"name": "o", "configMap": {"name": "c", "items": [{"key": "k", "path": "/k"}]}},
            "begins at the volume's root",
        ),
        ("spec/template/spec/volumes/-", {"name": "tmp", "emptyDir": {}}, "the volume `tmp` is there twice"),
        ("spec/template/spec/volumes/-", {"name": "My_Volume", "emptyDir": {}}, "`My_Volume` is not a volume's name"),
        ("spec/template/spec/volumes/-", {"name": "a" * 64, "emptyDir": {}}, "is not a volume's name"),
        ("spec/template/spec/volumes/-", {"name": "other"}, "a volume without a source"),
        (
            "spec/template/spec/volumes/-",
            {"name": "o", "emptyDir": {}, "configMap": {"name": "c"}},
            "both emptyDir and configMap",
        ),
        ("spec/template/spec/volumes/-", {"name": "o", "emptyDir": {"medium": "memory"}}, "expected Memory, HugePages"),
    ],
)
def test_one_thing_wrong(path: str, value: Any, told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(volumes(broken("Deployment", path, value)))
    assert [told in each.message for each in found] == [True], found
    assert all(each.remedy for each in found)


@pytest.mark.parametrize("medium", ["", "Memory", "HugePages", "HugePages-2Mi"])
def test_media(medium: str) -> None:
    """What a kubelet can make an emptyDir of."""
    volume = {"name": "other", "emptyDir": {"medium": medium}}
    assert list(volumes(broken("Deployment", "spec/template/spec/volumes/-", volume))) == []
