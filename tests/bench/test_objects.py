"""The peers are given, and must write, the same objects."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from bench.measure import Failed
from bench.objects import ENVIRONMENTS, compare, export, given
from bench.steps import prepared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The objects of two servers."""
    folder = tmp_path_factory.mktemp("bench")
    export(prepared(folder, 2).ours, folder / "objects")
    return folder / "objects"


@pytest.fixture
def output(objects: Path, tmp_path: Path) -> Path:
    """What a peer would write: a file for each server and environment."""
    for environment in ENVIRONMENTS:
        (tmp_path / environment).mkdir()
        for server, found in json.loads((objects / f"{environment}.json").read_text()).items():
            (tmp_path / environment / f"{server}.k8s.yaml").write_text(yaml.safe_dump_all(found))
    return tmp_path


def test_every_object_is_exported(objects: Path) -> None:
    """Each server's, in each environment."""
    servers = {each.partition(" ")[0] for each in given(objects)}
    assert servers == {f"{environment}/server-{number}" for environment in ENVIRONMENTS for number in range(2)}
    assert len(given(objects)) > 30


def test_the_same_objects_are_the_same(objects: Path, output: Path) -> None:
    """The order of keys and of objects does not count."""
    compare("peer", output, objects)


def test_a_missing_file_is_seen(objects: Path, output: Path) -> None:
    """The message counts what is missing."""
    (output / "staging/server-1.k8s.yaml").unlink()
    with pytest.raises(Failed, match=r"peer: \d+ objects are missing, 0 were not asked for\nmissing: staging/server-1 "):
        compare("peer", output, objects)


def test_another_value_is_seen(objects: Path, output: Path) -> None:
    """A number that became text is another object."""
    path = output / "production/server-0.k8s.yaml"
    path.write_text(path.read_text().replace("containerPort: 8000", "containerPort: '8000'"))
    with pytest.raises(Failed, match="1 objects are missing, 1 were not asked for"):
        compare("peer", output, objects)


def test_an_object_in_the_wrong_environment_is_seen(objects: Path, output: Path) -> None:
    """Where a file stands counts."""
    shutil.copy(output / "staging/server-0.k8s.yaml", output / "production/server-0.k8s.yaml")
    with pytest.raises(Failed):
        compare("peer", output, objects)
