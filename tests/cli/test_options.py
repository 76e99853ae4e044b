"""Arguments and options that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.cli.options import CATALOG, DiffFormat, Format
from tests.conftest import servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from pathlib import Path


def test_formats() -> None:
    """The words that `--format` takes; scripts rely on them."""
    assert [str(each) for each in Format] == ["human", "json"]
    assert [str(each) for each in DiffFormat] == ["human", "json", "markdown"]
    assert str(CATALOG) == "catalog.yaml"


@pytest.mark.parametrize(
    "words",
    [("sync", "--check"), ("validate",), ("list",), ("diff",), ("render", "staging"), ("explain", "base/a/service.yaml:2")],
)
def test_the_catalog(words: tuple[str, ...], tmp_path: Path) -> None:
    """`catalog.yaml` of the current folder unless another is named, as an argument or with `--catalog` or `-c`."""
    (tmp_path / "other.yaml").write_text(servers("a"))
    command, *rest = words
    named = {"sync", "validate", "list"}
    ways = (
        [["other.yaml"]] if command in named else [["--catalog", "other.yaml"], ["-c", "other.yaml"], ["--catalog=other.yaml"]]
    )
    said = "catalog.yaml:1:1: cannot be read: No such file or directory, name a readable file\n1 problem\n"
    missing = mcpgen(*words, cwd=tmp_path)
    assert (missing.returncode, missing.stdout, missing.stderr) == (3, "", said)
    other = [mcpgen(command, *way, *rest, cwd=tmp_path) for way in ways]
    (tmp_path / "other.yaml").rename(tmp_path / "catalog.yaml")
    found = mcpgen(*words, cwd=tmp_path)
    assert found.returncode in {0, 1}
    for each in other:
        told = (each.stdout + each.stderr).replace("other.yaml", "catalog.yaml")
        assert (each.returncode, told) == (found.returncode, found.stdout + found.stderr)


def test_jobs(tmp_path: Path) -> None:
    """The number of processes changes no byte, and `-j` is short for it."""
    (tmp_path / "catalog.yaml").write_text(servers(*(f"s{number:03}" for number in range(256))))
    trees = []
    for words in (("--jobs", "1"), ("-j", "3")):
        done = mcpgen("sync", *words, "--force", "--no-cache", cwd=tmp_path)
        trees.append({path: path.read_bytes() for path in tmp_path.glob("*/**/*.yaml")})
        assert done.returncode == 0
        for path in (tmp_path / "base").rglob("*.yaml"):
            path.unlink()
    assert len(trees[0]) == 256 * 7 + 2
    assert trees[0] == trees[1]
