"""`mcpgen sync`: what it writes, what it refuses, what it says, and how it ends."""

from __future__ import annotations

import fcntl
import json
import os
from typing import TYPE_CHECKING, Any

from tests.conftest import servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = [
    "base/a/deployment.yaml",
    "base/a/kustomization.yaml",
    "base/a/networkpolicy.yaml",
    "base/a/service.yaml",
    "base/a/serviceaccount.yaml",
    "overlays/production/a/kustomization.yaml",
    "overlays/production/kustomization.yaml",
    "overlays/staging/a/kustomization.yaml",
    "overlays/staging/kustomization.yaml",
]
"""What a small server in two environments is written as."""

OUTCOME = {
    "written": False,
    "created": [],
    "updated": [],
    "deleted": [],
    "kept": 0,
    "conflicts": [],
    "objections": [],
    "warnings": 0,
}
"""The JSON of a sync that found nothing at all."""

WAY_OUT = "nothing was written. Carry the change over into the catalog, or give it up with `--overwrite PATH` or `--force`\n"


def ran(path: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen sync` in the catalog's folder."""
    done = mcpgen("sync", *words, cwd=path.parent)
    return done.returncode, done.stdout, done.stderr


def machine(path: Path, *words: str) -> tuple[int, Any, str]:
    """The same with `--format json`, stdout parsed."""
    code, out, err = ran(path, "--format", "json", *words)
    return code, json.loads(out), err


def seen(root: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file below the folder: bytes, inode, time of its last change."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    found = {path: path.stat() for path in files}
    return {path.relative_to(root).as_posix(): (path.read_bytes(), at.st_ino, at.st_mtime_ns) for path, at in found.items()}


def listed(sign: str, paths: list[str]) -> str:
    """The lines of a report for paths of one sort."""
    return "".join(f"{sign} {path}\n" for path in paths)


def test_first_and_second(write: Callable[[str], Path]) -> None:
    """The first sync writes all; the second touches nothing: same bytes, same inode, same time (promise 2)."""
    path = write(servers("a"))
    assert ran(path) == (0, "", f"{listed('+', FILES)}9 created; 0 unchanged\n")
    before = seen(path.parent)
    assert sorted(before) == [*FILES[:5], "catalog.yaml", *FILES[5:]]
    assert ran(path) == (0, "", "nothing to do: 9 files are as the catalog asks\n")
    assert seen(path.parent) == before


def test_for_machines(write: Callable[[str], Path]) -> None:
    """One JSON document on stdout, nothing on stderr; a sync with nothing to do says that it wrote nothing."""
    path = write(servers("a"))
    assert machine(path, "--check") == (1, {**OUTCOME, "created": FILES}, "")
    assert machine(path) == (0, {**OUTCOME, "written": True, "created": FILES}, "")
    assert machine(path) == (0, {**OUTCOME, "kept": 9}, "")
    assert machine(path, "--check") == (0, {**OUTCOME, "kept": 9}, "")


def test_check_writes_nothing(write: Callable[[str], Path]) -> None:
    """Exit 1 where a sync would write, 0 where it would not; not even an empty folder appears."""
    path = write(servers("a"))
    code, out, err = ran(path, "--check")
    assert (code, out, err.splitlines(keepends=True)[:-1]) == (1, "", listed("+", FILES).splitlines(keepends=True))
    assert [each.name for each in path.parent.iterdir()] == ["catalog.yaml"]
    ran(path)
    before = seen(path.parent)
    assert ran(path, "--check") == (0, "", "nothing to do: 9 files are as the catalog asks\n")
    assert seen(path.parent) == before


def test_an_update(write: Callable[[str], Path]) -> None:
    """Only the files that a change reaches are written."""
    path = write(servers("a"))
    ran(path)
    before = seen(path.parent)
    write(servers("a").replace("8000", "9000"))
    changed = ["base/a/deployment.yaml", "base/a/networkpolicy.yaml", "base/a/service.yaml"]
    assert ran(path) == (0, "", f"{listed('~', changed)}3 updated; 6 unchanged\n")
    after = seen(path.parent)
    assert sorted(name for name in after if after[name] != before[name]) == [*changed, "catalog.yaml"]


def test_a_hand_edit(write: Callable[[str], Path]) -> None:
    """It stops the sync before the first byte, is shown, and is drift to `--check`."""
    path = write(servers("a"))
    ran(path)
    edited = path.parent / "base/a/service.yaml"
    edited.write_text(f"{edited.read_text()}# mine\n")
    write(servers("a").replace("v1", "v2"))
    before = seen(path.parent)
    shown = (
        "base/a/service.yaml: was edited by hand\n"
        "  --- base/a/service.yaml (on disk)\n"
        "  +++ base/a/service.yaml (wanted)\n"
        "  @@ -21,3 +21,2 @@\n"
        "         targetPort: http\n"
        "         protocol: TCP\n"
        "  -# mine\n"
    )
    assert ran(path) == (4, "", shown + WAY_OUT)
    assert ran(path, "--check")[:2] == (1, "")
    updated = [FILES[0], FILES[5], FILES[7]]
    conflicts = [{"path": "base/a/service.yaml", "reason": "was edited by hand"}]
    assert machine(path) == (4, {**OUTCOME, "updated": updated, "kept": 5, "conflicts": conflicts}, "")
    assert seen(path.parent) == before


def test_prune(write: Callable[[str], Path]) -> None:
    """A server that the catalog no longer has goes with its folders, unless `--no-prune` keeps it."""
    path = write(servers("a", "b"))
    ran(path)
    write(servers("a"))
    gone = [name.replace("/a/", "/b/") for name in FILES if "/a/" in name]
    lists = ["overlays/production/kustomization.yaml", "overlays/staging/kustomization.yaml"]
    assert ran(path, "--no-prune") == (0, "", f"{listed('~', lists)}2 updated; 7 unchanged\n")
    assert (path.parent / "base/b/service.yaml").exists()
    assert ran(path, "--prune") == (0, "", f"{listed('-', gone)}7 deleted; 9 unchanged\n")
    assert sorted(seen(path.parent)) == [*FILES[:5], "catalog.yaml", *FILES[5:]]
    empty = [each.name for each in path.parent.rglob("*") if each.is_dir() and not any(each.iterdir())]
    assert empty == [".mcpgen"]


def test_the_guard_of_pruning(write: Callable[[str], Path]) -> None:
    """A catalog of twenty servers that loses five at once is refused until their number is said (promise 6)."""
    names = [f"s{number:02}" for number in range(20)]
    path = write(servers(*names))
    ran(path)
    write(servers(*names[5:]))
    before = seen(path.parent)
    objections = [
        "5 servers would be removed, more than one and more than a tenth: s00, s01, s02, s03, s04",
        "if that is meant, run it again with --allow-delete 5",
    ]
    text = "".join(f"{line}\n" for line in [*objections, "nothing was written"])
    assert ran(path) == (4, "", text)
    assert ran(path, "--allow-delete", "4") == (4, "", text)
    code, found, err = machine(path)
    assert (code, found["written"], found["objections"], err) == (4, False, objections, "")
    assert seen(path.parent) == before
    assert ran(path, "--allow-delete", "5")[:2] == (0, "")
    assert sorted(each.name for each in (path.parent / "base").iterdir()) == names[5:]


def test_an_invalid_catalog(write: Callable[[str], Path]) -> None:
    """Exit 3 and every problem; what an earlier sync wrote stays as it is (promise 3)."""
    path = write(servers("a"))
    ran(path)
    write(servers("a").replace("8000", "80000").replace("v1", ".v1"))
    before = seen(path.parent)
    tag = "`.v1` is not an image tag"
    charset = "write letters, digits, `_`, `.` and `-` only, at most 128, not beginning with `.` or `-`"
    assert ran(path) == (
        3,
        "",
        f"catalog.yaml:6:37: mcp.a.image.tag: {tag}, {charset}\n"
        "catalog.yaml:7:11: mcp.a.port: expected 1-65535, got 80000, write the port that the server listens on\n"
        "2 problems\n",
    )
    place = {"file": "catalog.yaml", "line": 6, "column": 37}
    first = {**place, "field": "mcp.a.image.tag", "message": tag, "remedy": charset}
    code, found, err = machine(path, "--check")
    assert (code, found["valid"], found["problems"][0], len(found["problems"]), err) == (3, False, first, 2, "")
    assert seen(path.parent) == before


def test_beside_the_catalog(tmp_path: Path) -> None:
    """Files go where the catalog is, wherever the program runs."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/one.yaml").write_text(servers("a"))
    assert ran(tmp_path / "unused", "deep/one.yaml")[0] == 0
    assert [each.name for each in tmp_path.iterdir()] == ["deep"]
    assert sorted(name for name in seen(tmp_path / "deep") if name != "one.yaml") == FILES


def test_while_another_sync_runs(write: Callable[[str], Path]) -> None:
    """It waits as long as `--wait` says and then fails in one line (promise 9)."""
    path = write(servers("a"))
    handle = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    said = "another sync of this folder has been running for 0.1 s: let it end, or wait longer with --wait\n"
    assert ran(path, "--wait", "0.1") == (5, "", said)
    os.close(handle)
    assert ran(path, "--wait", "0")[0] == 0


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It is one line, and no folder is made."""
    assert ran(tmp_path / "catalog.yaml", "none/catalog.yaml") == (5, "", "none: No such file or directory\n")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_followed(write: Callable[[str], Path]) -> None:
    """A folder of ours that is a symbolic link ends a sync with 3 and one line; nothing is written behind it (promise 7)."""
    path = write(servers("a"))
    (path.parent / "elsewhere").mkdir()
    (path.parent / "base").symlink_to("elsewhere")
    said = "base is a symbolic link: replace it by a folder\n"
    assert ran(path) == ran(path, "--check") == ran(path, "--force") == (3, "", said)
    assert sorted(seen(path.parent)) == ["catalog.yaml"]


def test_warnings_are_counted(write: Callable[[str], Path]) -> None:
    """The last line of what it says, or a number; what is written and how it ends stay the same."""
    path = write(f"{servers('a')}    ingress: {{enabled: true}}\n")
    code, out, err = ran(path)
    assert (code, out, err.splitlines()[-2:]) == (0, "", ["12 created; 0 unchanged", "lint: 1 warning, see `mcpgen lint`"])
    assert machine(path) == (0, {**OUTCOME, "kept": 12, "warnings": 1}, "")
    assert ran(path, "--jobs", "2")[2].splitlines()[-1] == "lint: 1 warning, see `mcpgen lint`"
