"""From two trees of files to what becomes of each server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen import pipeline
from mcpgen.history.blobs import blob_id
from mcpgen.stages.transitions import changed_servers, seen
from mcpgen.tree.contents import Contents
from tests.conftest import servers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pytest


def tree(files: Mapping[str, bytes]) -> Contents:
    """A tree of those files."""
    return Contents({path: blob_id(data) for path, data in files.items()}, files.get)


def generated(path: Path) -> dict[str, bytes]:
    """The files that a catalog asks for."""
    return {name: text.encode() for name, text in pipeline.generate(path, pipeline.Work()).items()}


def test_only_servers_whose_files_differ_are_built(write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are not even read."""
    before = generated(write(servers("a", "b")))
    after = generated(write(servers("a", "b").replace("org/b, tag: v1", "org/b, tag: v2")))
    read: list[str] = []

    def files(path: str) -> bytes | None:
        read.append(path)
        return after.get(path)

    found = seen(tree(before), Contents(tree(after).ids, files))
    assert [(each.environment, each.server) for each in found.transitions] == [("production", "b"), ("staging", "b")]
    assert [pair.action for each in found.transitions for pair in each.pairs if pair.old != pair.new] == ["change", "change"]
    assert {path.split("/")[-2] for path in read} == {"b"}
    monkeypatch.undo()


def test_what_comes_and_goes(write: Callable[[str], Path]) -> None:
    """A server in one tree only has no objects in the other."""
    found = seen(tree(generated(write(servers("a")))), tree(generated(write(servers("b")))))
    assert [(each.server, len(each.old), len(each.new)) for each in found.transitions] == [("a", 4, 0), ("b", 0, 4)] * 2


def test_equal_trees_have_no_transitions(write: Callable[[str], Path]) -> None:
    """Nothing at all is looked at."""
    files = generated(write(servers("a", "b")))
    assert list(changed_servers(tree(files), tree(files))) == []


def test_files_that_do_not_build(write: Callable[[str], Path]) -> None:
    """Before, it cannot be told what changes; after, the file is to blame."""
    files = generated(write(servers("a")))
    broken = {**files, "base/a/service.yaml": b""}
    before, after = seen(tree(broken), tree(files)), seen(tree(files), tree(broken))
    why = "base/a/service.yaml: is empty, or not a file"
    assert (before.transitions, before.unknown) == ([], {("production", "a"): why, ("staging", "a"): why})
    assert (after.transitions, after.damaged) == ([], {"base/a/service.yaml": why})


def test_someone_elses_folder_is_no_server(write: Callable[[str], Path]) -> None:
    """A kustomization without our first line is not ours to tell of."""
    files = generated(write(servers("a")))
    found = seen(tree(files), tree({**files, "overlays/staging/x/kustomization.yaml": b"resources: []\n"}))
    assert [(each.server, each.old, each.new) for each in found.transitions] == [("x", [], [])]
