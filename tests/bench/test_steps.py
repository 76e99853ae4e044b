"""The steps do what their names say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import steps
from bench.steps import STEPS, Stand, prepared, wipe
from tests.bench.trees import tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    """Two servers, synced."""
    return prepared(tmp_path_factory.mktemp("bench"), 2)


def generated(folder: Path) -> dict[str, bytes]:
    """What mcpgen wrote."""
    return {path: data for path, data in tree(folder).items() if path.startswith(("base/", "overlays/"))}


def test_the_floor_writes_what_mcpgen_wrote(stand: Stand) -> None:
    """The same files with the same bytes."""
    steps.with_sync(stand)
    assert tree(stand.floor) == generated(stand.ours)
    assert len(tree(stand.floor)) == stand.files > 20


def test_a_cold_sync_writes_all_of_it_again(stand: Stand) -> None:
    """What was there before it is gone."""
    before = generated(stand.ours)
    stray = stand.ours / "base/stray.txt"
    stray.write_text("")
    steps.cold(stand)
    assert generated(stand.ours) == before


def test_a_change_is_of_one_server(stand: Stand) -> None:
    """Files of one server are other than before, and the catalog is as it was."""
    steps.cold(stand)
    before, catalog = generated(stand.ours), (stand.ours / "catalog.yaml").read_bytes()
    steps.one_server(stand)
    after = generated(stand.ours)
    assert {path.split("/")[-2] for path in before if before[path] != after[path]} == {"server-1"}
    assert (stand.ours / "catalog.yaml").read_bytes() == catalog


def test_every_step_can_be_run_round_after_round(stand: Stand) -> None:
    """Each leaves what the next one needs."""
    samples = [step(stand) for _ in range(2) for step in STEPS.values()]
    assert all(each.seconds > 0 and each.cpu > 0 and each.largest > 0 for each in samples)


def test_memory_is_that_of_a_cold_sync(stand: Stand) -> None:
    """Python with mcpgen in it holds more than a MiB, and afterwards all files are there."""
    assert (steps.memory(stand) or 0) > 1 << 20
    assert len(generated(stand.ours)) == stand.files


def test_wiping_leaves_the_catalog_alone(stand: Stand) -> None:
    """The catalog, and nothing else."""
    wipe(stand)
    assert list(tree(stand.ours)) == ["catalog.yaml"]


def test_the_programs_start() -> None:
    """Bare Python and the help text."""
    assert steps.start_of_python().seconds > 0
    assert steps.start_of_mcpgen().seconds > 0
