"""Wanted against disk, for any state of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.tree.errors import Outside, Unknown
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
    reason = "would be left without a kustomization.yaml, which Flux would then generate: move it away"
    change = Change("base/a/deep/mine.yaml", "kind: Mine\n", None)
    assert found.conflicts == (Conflict(change, reason, final=True),)


@pytest.mark.parametrize("force", [False, True])
def test_what_stands_where_a_folder_must_be(tmp_path: Path, force: bool) -> None:  # noqa: FBT001
    """Files and links are conflicts, one each, that nothing goes over; what would come below them is still to create."""
    lay(tmp_path, {**tree(["a"]), "base/b": "mine\n"})
    (tmp_path / "overlays/e/b").symlink_to("a")
    found = planned(tmp_path, tree(["a", "b"]), Policy(force=force))
    needs = "where mcpgen needs a folder: move it away"
    assert found.conflicts == (
        Conflict(Change("base/b", "mine\n", None), f"is a file {needs}", final=True),
        Conflict(Change("overlays/e/b", "", None), f"is a symbolic link {needs}", final=True),
    )
    assert [change.path for change in found.creates] == sorted(set(tree(["a", "b"])) - set(tree(["a"])))


def test_an_owned_folder_that_is_a_file(tmp_path: Path) -> None:
    """It is in the way where something is wanted below it, and nobody's business otherwise."""
    lay(tmp_path, {"base": "mine\n", "clusters": "mine\n"})
    found = planned(tmp_path, tree(["a"]))
    assert [each.change.path for each in found.conflicts] == ["base"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_where_a_file_must_be(tmp_path: Path, force: bool) -> None:  # noqa: FBT001
    """A conflict, though it is empty and whatever is forced."""
    path = "base/a/service.yaml"
    wanted = tree(["a"])
    lay(tmp_path, {name: text for name, text in wanted.items() if name != path})
    (tmp_path / path).mkdir()
    reason = "is a folder where mcpgen needs a file: move it away"
    expected = (Conflict(Change(path, None, wanted[path]), reason, final=True),)
    assert planned(tmp_path, wanted, Policy(force=force)) == Plan(conflicts=expected, kept=3)


def test_a_link_where_a_file_must_be(tmp_path: Path) -> None:
    """It is told as a link, and may be gone over."""
    wanted = tree(["a"])
    lay(tmp_path, wanted)
    (tmp_path / "base/a/service.yaml").unlink()
    (tmp_path / "base/a/service.yaml").symlink_to("kustomization.yaml")
    change = Change("base/a/service.yaml", "", wanted["base/a/service.yaml"], forced=True)
    assert planned(tmp_path, wanted).conflicts == (Conflict(change, "is a symbolic link where mcpgen needs a file"),)
    assert planned(tmp_path, wanted, Policy(force=True)) == Plan(updates=(change,), kept=3)


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("base/a/servce.yaml", "did you mean base/a/service.yaml?"),
        ("base/a", "write it as a conflict shows it, such as base/a/service.yaml"),
        ("base/a/mine.yaml", "did you mean base/a/service.yaml?"),
        ("\udcff\x1b", "write it as a conflict shows it, such as base/a/service.yaml"),
    ],
)
def test_a_path_to_overwrite_that_is_none_of_ours(tmp_path: Path, path: str, remedy: str) -> None:
    """It is an error that says so: nobody is left to believe that it helped."""
    lay(tmp_path, {**tree(["a"]), "base/a/mine.yaml": "kind: Mine\n", "base/a/service.yaml": "mine\n"})
    with pytest.raises(Unknown) as raised:
        planned(tmp_path, tree(["a"]), Policy(overwrite=frozenset([path])))
    shown = path.replace("\udcff\x1b", "\\udcff\\x1b")
    assert str(raised.value) == f"--overwrite {shown}: mcpgen writes no file there: {remedy}"


def test_a_path_to_overwrite_that_is_to_go(tmp_path: Path) -> None:
    """An edited file of a server that is gone may be named too."""
    lay(tmp_path, tree(["a", "b"]))
    edited = "base/b/service.yaml"
    (tmp_path / edited).write_text(tree(["b"])[edited] + "# mine\n")
    assert [each.change.path for each in planned(tmp_path, tree(["a"])).conflicts] == [edited]
    assert planned(tmp_path, tree(["a"]), Policy(overwrite=frozenset([edited]))).conflicts == ()


def test_names_that_differ_in_case_only() -> None:
    """Disks of macOS and Windows would hold one of the two."""
    with pytest.raises(Outside, match="differ only in case"):
        plan({"base/a/x.yaml": "", "base/A/x.yaml": ""}, Snapshot(frozenset(), {}, frozenset()), Policy())
