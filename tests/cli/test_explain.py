"""`mcpgen explain`: from a generated line to the catalog line behind it, as people and editors ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "overlays/staging/a/kustomization.yaml"
IMAGE = "   8      newTag: v1  catalog.yaml:6:37 mcp.a.image.tag\n"
"""Line 8 of that file, and where it was written."""

UNKNOWN = "not a file that this catalog asks for, name a file below base/<server>/, overlays/<environment>/<server>/ or "
UNKNOWN += "clusters/<environment>/"


def ran(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen explain`."""
    done = mcpgen("explain", *words, cwd=folder)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("asked", [f"{FILE}:8", f"{FILE}:8:12", f"{FILE}:8:", f"./{FILE}:8"])
def test_a_line(asked: str, write: Callable[[str], Path]) -> None:
    """The line, its place in the catalog and its field; asked for as grep and editors write it."""
    assert ran(write(servers("a")).parent, asked) == (0, IMAGE, "")


def test_a_file(write: Callable[[str], Path]) -> None:
    """Every line of it, in its order and with its text, before any sync has written it."""
    folder = write(servers("a")).parent
    code, out, err = ran(folder, FILE)
    written = [line for line in out.splitlines() if " default for " not in line]
    assert (code, err) == (0, "")
    assert [" ".join(line.split()) for line in written] == [
        "6 images: catalog.yaml:6:12 mcp.a.image",
        "7 - name: org/a catalog.yaml:6:25 mcp.a.image.repository",
        "8 newTag: v1 catalog.yaml:6:37 mcp.a.image.tag",
    ]
    assert [path.name for path in folder.iterdir()] == ["catalog.yaml"]
    mcpgen("sync", cwd=folder)
    texts = {each["line"]: each["text"] for each in json.loads(ran(folder, FILE, "--format", "json")[1])}
    lines = dict(enumerate((folder / FILE).read_text().splitlines(), 1))
    assert {number: lines[number] for number in texts} == texts
    assert {*range(2, len(lines) + 1)} <= {*texts}


def test_for_machines(write: Callable[[str], Path]) -> None:
    """The same in parts."""
    code, out, err = ran(write(servers("a")).parent, f"{FILE}:8", "--format", "json")
    place = {"field": "mcp.a.image.tag", "file": "catalog.yaml", "catalogLine": 6, "column": 37}
    assert (code, json.loads(out), err) == (0, [{"line": 8, "text": "    newTag: v1", **place, "written": True}], "")


@pytest.mark.parametrize(
    ("catalog", "asked"), [("deep/c.yaml", f"deep/{FILE}"), ("deep/c.yaml", FILE), ("./deep/c.yaml", f"./deep/{FILE}")]
)
def test_beside_another_catalog(catalog: str, asked: str, tmp_path: Path) -> None:
    """A file is named from where the user stands, or from the catalog's folder."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/c.yaml").write_text(servers("a"))
    expected = IMAGE.replace("catalog.yaml", "deep/c.yaml")
    assert ran(tmp_path, f"{asked}:8", "--catalog", catalog) == (0, expected, "")


def test_by_its_whole_path(write: Callable[[str], Path]) -> None:
    """An absolute path is a path too, where the catalog is named by one."""
    path = write(servers("a"))
    expected = IMAGE.replace("catalog.yaml", str(path))
    assert ran(path.parent, f"{path.parent}/{FILE}:8", "-c", str(path)) == (0, expected, "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("catalog.yaml:3", f"catalog.yaml:1:1: {UNKNOWN}"),
        ("base/b/service.yaml", f"base/b/service.yaml:1:1: {UNKNOWN}"),
        ("base/a/secret.yaml", f"base/a/secret.yaml:1:1: {UNKNOWN}"),
        ("overlays/prod/a/kustomization.yaml", f"overlays/prod/a/kustomization.yaml:1:1: {UNKNOWN}"),
        ("base/../base/a/service.yaml", f"base/../base/a/service.yaml:1:1: {UNKNOWN}"),
        ("/etc/passwd", f"/etc/passwd:1:1: {UNKNOWN}"),
        ("", f":1:1: {UNKNOWN}"),
        (f"{FILE}:99", f"{FILE}:99:1: the file has 11 lines, name one of them"),
        (f"{FILE}:0", f"{FILE}:0:1: the file has 11 lines, name one of them"),
    ],
)
def test_what_is_not_there(asked: str, said: str, write: Callable[[str], Path]) -> None:
    """Exit 3 and one line with the way out; with `--format json` the same on stdout."""
    folder = write(servers("a")).parent
    assert ran(folder, asked) == (3, "", f"{said}\n1 problem\n")
    code, out, err = ran(folder, asked, "--format", "json")
    assert (code, json.loads(out)["valid"], len(json.loads(out)["problems"]), err) == (3, False, 1, "")


def test_an_invalid_catalog(write: Callable[[str], Path]) -> None:
    """No line is explained by a catalog that is not sound."""
    said = "catalog.yaml:7:11: mcp.a.port: expected 1-65535, got 0, write the port that the server listens on"
    assert ran(write(servers("a").replace("8000", "0")).parent, FILE) == (3, "", f"{said}\n1 problem\n")
