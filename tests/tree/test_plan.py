"""Wanted against disk, for any state of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.tree.errors import Outside
from mcpgen.tree.header import Seal, seal
from mcpgen.tree.plan import Change, Conflict, Plan, Policy, plan
from mcpgen.tree.snapshot import Found, Snapshot
from tests.tree.samples import lay, planned, tree

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ["base/a/s.yaml", "base/a/kustomization.yaml", "base/b/s.yaml", "base/b/kustomization.yaml"]
WANTED = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["1\n", "2\n"]))
DISK = st.dictionaries(st.sampled_from([*PATHS, "base/a/own.yaml"]), st.sampled_from(["1\n", "2\n", "edited", "foreign"]))


def on_disk(path: str, what: str) -> str:
    """The text of a file in one of four states."""
    if what == "foreign":
        return "kind: Mine\n"
    return seal(path, "1\n") + "# mine\n" if what == "edited" else seal(path, what)


def snapshot(wanted: dict[str, str], disk: dict[str, str]) -> Snapshot:
    """What a survey of these files would give."""
    seals = {"foreign": Seal.FOREIGN, "edited": Seal.EDITED}
    texts = {path: on_disk(path, what) for path, what in disk.items()}
    kept = {path for path, text in texts.items() if wanted.get(path) == text}
    others = {path: Found(seals.get(disk[path], Seal.OURS), text) for path, text in texts.items() if path not in kept}
    return Snapshot(frozenset(kept), others, frozenset())


@given(WANTED, DISK, st.booleans(), st.booleans())
def test_any_plan(bodies: dict[str, str], disk: dict[str, str], force: bool, prune: bool) -> None:  # noqa: FBT001
    """Every path is in one place; only our own files change unless forced; foreign ones are never deleted (promise 5)."""
    wanted = {path: seal(path, body) for path, body in bodies.items()}
    found = plan(wanted, snapshot(wanted, disk), Policy(force=force, prune=prune))
    changed = [change.path for change in found.changes]
    assert len(changed) == len(set(changed))
    for change in found.changes:
        if change.old is not None and disk[change.path] in {"edited", "foreign"}:
            assert force
            assert change.forced
    assert all(disk[change.path] != "foreign" for change in found.deletes)
    assert prune or not found.deletes
    if not found.conflicts:
        after = {path: on_disk(path, what) for path, what in disk.items()}
        after |= {change.path: change.new for change in found.changes if change.new is not None}
        after = {path: text for path, text in after.items() if path not in {change.path for change in found.deletes}}
        assert {path: after[path] for path in wanted} == wanted


def test_whole(tmp_path: Path) -> None:
    """Created, updated, deleted, kept, and in conflict."""
    old, wanted = tree(["a", "b"]), tree(["b", "c"])
    lay(tmp_path, old)
    edited = old["base/b/service.yaml"] + "# mine\n"
    (tmp_path / "base/b/service.yaml").write_text(edited)
    found = planned(tmp_path, wanted)
    assert found == Plan(
        creates=tuple(Change(path, None, wanted[path]) for path in sorted(set(wanted) - set(old))),
        updates=(
            Change(
                "overlays/e/kustomization.yaml", old["overlays/e/kustomization.yaml"], wanted["overlays/e/kustomization.yaml"]
            ),
        ),
        deletes=tuple(Change(path, old[path], None) for path in sorted(set(old) - set(wanted))),
        conflicts=(
            Conflict(Change("base/b/service.yaml", edited, wanted["base/b/service.yaml"], forced=True), "was edited by hand"),
        ),
        kept=2,
    )


def test_overwrite_names_one_file(tmp_path: Path) -> None:
    """`--overwrite PATH` goes over that file alone."""
    wanted = tree(["a"])
    lay(tmp_path, dict.fromkeys(wanted, "mine\n"))
    found = planned(tmp_path, wanted, Policy(overwrite=frozenset(["base/a/service.yaml"])))
    assert [change.path for change in found.updates] == ["base/a/service.yaml"]
    assert len(found.conflicts) == 3


def test_foreign_yaml_is_not_left_without_a_kustomization(tmp_path: Path) -> None:
    """Flux would generate one over everything below: the file is named instead."""
    lay(tmp_path, {**tree(["a", "b"]), "base/a/deep/mine.yaml": "kind: Mine\n", "base/a/note.txt": ""})
    found = planned(tmp_path, tree(["b"]))
    assert [(each.change.path, each.reason[:42]) for each in found.conflicts] == [
        ("base/a/deep/mine.yaml", "would be left without a kustomization.yaml")
    ]


def test_names_that_differ_in_case_only() -> None:
    """Disks of macOS and Windows would hold one of the two."""
    with pytest.raises(Outside, match="differ only in case"):
        plan({"base/a/x.yaml": "", "base/A/x.yaml": ""}, Snapshot(frozenset(), {}, frozenset()), Policy())
