"""The peers: ready to run, checked, and never left out in silence. Nothing is installed here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench import peers
from bench.measure import Failed
from bench.peers import CDK8S, KAPITAN, Way, install, ways
from bench.steps import Stand, prepared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache in which both peers count as installed."""
    for name, pins in (("kapitan", KAPITAN), ("cdk8s", CDK8S)):
        (tmp_path / "cache" / name).mkdir(parents=True)
        (tmp_path / "cache" / name / "installed").write_text(" ".join(pins))
    return tmp_path / "cache"


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """One server, synced."""
    return prepared(tmp_path, 1)


def test_what_is_installed_is_not_installed_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No installer is needed then."""
    monkeypatch.setenv("PATH", "")
    install(cache)


def test_other_pins_are_installed_anew_and_a_missing_installer_is_an_error(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A peer that cannot be installed is told, not skipped."""
    (cache / "cdk8s/installed").write_text("cdk8s@1.0.0")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Failed, match="npm is needed for the peers and is not installed"):
        install(cache)
    assert not (cache / "cdk8s/installed").exists()


def test_a_failed_installation_is_an_error(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the installer's own words."""
    (cache / "kapitan/installed").unlink()
    monkeypatch.setattr("sys.executable", "false")
    with pytest.raises(Failed, match=r"false -m venv --clear .* ended with 1"):
        install(cache)


def test_every_version_is_pinned() -> None:
    """The same peers today and tomorrow."""
    assert all("==" in each for each in KAPITAN)
    assert all("@" in each for each in CDK8S)


def test_each_way_has_the_objects_and_its_program(stand: Stand, cache: Path) -> None:
    """Two ways for each peer, all with the objects of all servers in reach."""
    found = ways(stand, cache)
    assert [way.name.partition(",")[0] for way in found] == ["kapitan", "kapitan", "cdk8s", "cdk8s"]
    for way in found:
        assert list(json.loads((way.folder / "objects/production.json").read_text())) == ["server-0"]
    assert (cache / "cdk8s/program.js").exists()
    assert (found[0].folder / "inventory/targets/staging.yml").exists()
    assert (found[0].folder / "components/servers/__init__.py").exists()


def test_a_run_starts_without_output_and_is_checked(stand: Stand, cache: Path) -> None:
    """A peer that writes nothing has written other objects."""
    folder = ways(stand, cache)[0].folder
    way = Way("idle", ("true",), folder, folder / "compiled")
    way.output.mkdir()
    assert peers.run(way).seconds > 0
    assert not way.output.exists()
    with pytest.raises(Failed, match=r"idle: [1-9][0-9]* objects are missing"):
        peers.checked(way)
