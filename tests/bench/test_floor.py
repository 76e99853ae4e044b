"""The floor writes the very same bytes to the very same files."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bench import floor
from tests.bench.trees import tree

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"base/a/x.yaml": b"one\n", "base/kustomization.yaml": b"\xc3\xa4\n", "overlays/p/a/empty.yaml": b""}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small tree beside a catalog."""
    folder = tmp_path / "source"
    for path, data in {**FILES, "catalog.yaml": b"mcp: {}\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("durable", [True, False])
def test_what_was_packed_is_written(source: Path, tmp_path: Path, *, durable: bool) -> None:
    """Every file but the catalog, with and without the sync."""
    assert floor.pack(str(source), str(tmp_path / "files")) == len(FILES)
    (tmp_path / "target").mkdir()
    floor.write(str(tmp_path / "files"), str(tmp_path / "target"), durable=durable)
    assert tree(tmp_path / "target") == FILES


def test_it_runs_as_a_program(source: Path, tmp_path: Path) -> None:
    """The two commands of its docstring."""
    (tmp_path / "target").mkdir()
    for words in (["pack", source, tmp_path / "files"], ["write", tmp_path / "files", tmp_path / "target", "sync"]):
        subprocess.run([sys.executable, floor.__file__, *map(str, words)], check=True)
    assert tree(tmp_path / "target") == FILES
