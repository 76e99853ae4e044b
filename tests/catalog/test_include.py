"""One entry of `include`: the files it names, and why it names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.catalog.include import NEVER, Unmatched, matches

if TYPE_CHECKING:
    from pathlib import Path

PATTERN = "write a path such as servers/*.yaml or servers/**/*.yaml"
RESTORE = "restore it or remove the entry; an include that vanished never removes servers"


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A catalog, two teams' files, and a file in each folder that is never read."""
    for name in ("catalog.yaml", "team.yaml", "servers/a.yaml", "servers/deep/b.yaml", *(f"{name}/x.yaml" for name in NEVER)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mcp: {}\n")
    return tmp_path / "catalog.yaml"


@pytest.mark.parametrize(
    ("entry", "files"),
    [
        ("team.yaml", ["team.yaml"]),
        ("./team.yaml", ["team.yaml"]),
        ("*.yaml", ["team.yaml"]),
        ("servers/*.yaml", ["servers/a.yaml"]),
        ("servers/**/*.yaml", ["servers/a.yaml", "servers/deep/b.yaml"]),
        ("**/*.yaml", ["servers/a.yaml", "servers/deep/b.yaml", "team.yaml"]),
        ("**/" * 60 + "b.yaml", ["servers/deep/b.yaml"]),
        ("*/[ab].yaml", ["servers/a.yaml"]),
    ],
)
def test_files(entry: str, files: list[str], catalog: Path) -> None:
    """Everything that matches, but for the catalog itself and what mcpgen and git write."""
    assert [file.relative_to(catalog.parent).as_posix() for file in matches(catalog, entry)] == files


@pytest.mark.parametrize(
    "entry",
    ["", ".", "./", "**foo", "a/**b/c", "a" * 5000, "é" * 200, "a/" * 600, "**/" * 100 + "x"],
)
def test_what_is_no_pattern(entry: str, catalog: Path) -> None:
    """Text that pathlib raises errors of many kinds for is refused before it is asked."""
    shown = entry if len(entry) <= 80 else f"{entry[:80]}…"
    with pytest.raises(Unmatched) as raised:
        matches(catalog, entry)
    assert (str(raised.value), raised.value.remedy) == (f"`{shown}` is not a pattern of files", PATTERN)


@pytest.mark.parametrize(
    "entry", ["gone.yaml", "servers", "../catalog.yaml", "/etc/passwd", "catalog.yaml", "a\0b", "**", "["]
)
def test_no_file(entry: str, catalog: Path) -> None:
    """A folder, the catalog itself and what lies outside are no files to include."""
    with pytest.raises(Unmatched) as raised:
        matches(catalog, entry)
    assert (str(raised.value), raised.value.remedy) == (f"no file in the catalog's folder matches `{entry}`", RESTORE)


@pytest.mark.parametrize("entry", [*(f"{name}/*.yaml" for name in NEVER), "base/x.yaml", "link.yaml"])
def test_what_is_never_read(entry: str, catalog: Path) -> None:
    """An entry that names nothing else is told why it finds nothing; a link into such a folder is no way round."""
    (catalog.parent / "link.yaml").symlink_to("overlays/x.yaml")
    with pytest.raises(Unmatched) as raised:
        matches(catalog, entry)
    why = "matches only files below .git/, .mcpgen/, base/, clusters/, overlays/, which are never read"
    assert (str(raised.value), raised.value.remedy) == (f"`{entry}` {why}", "keep servers in another folder")


def test_a_link_that_leads_out(catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What lies outside the catalog's folder is not there (promise 7)."""
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text("mcp: {}\n")
    (catalog.parent / "servers" / "out.yaml").symlink_to(outside)
    assert [file.name for file in matches(catalog, "servers/*.yaml")] == ["a.yaml"]
