"""Files of a catalog: includes, joined whatever their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.catalog.source import read
from mcpgen.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def told(path: Path) -> list[str]:
    """The problems of reading a catalog, without its folder."""
    with pytest.raises(Invalid) as raised:
        read(path)
    return str(raised.value).replace(f"{path.parent}/", "").splitlines()


def test_includes_join(write: Callable[[str], Path]) -> None:
    """Servers of all files are there, sorted by name; each keeps the name of its own file."""
    path = write("include: [servers/*.yaml, extra.yaml]\nmcp:\n  m: {}\n")
    (path.parent / "servers").mkdir()
    (path.parent / "servers" / "b.yaml").write_text("mcp:\n  z: {}\n")
    (path.parent / "servers" / "a.yaml").write_text("mcp:\n  a: {}\n")
    (path.parent / "extra.yaml").write_text("mcp:\n  k:\n")
    source = read(path)
    assert list(source.servers) == ["a", "k", "m", "z"]
    assert source.holders["z"].file == str(path.parent / "servers" / "b.yaml")


def test_the_same_server_twice(write: Callable[[str], Path]) -> None:
    """It is an error that names both places."""
    path = write("include: [b.yaml]\nmcp:\n  a: {}\n")
    (path.parent / "b.yaml").write_text("mcp:\n  a: {}\n")
    assert told(path) == ["b.yaml:2:3: mcp.a: the same server is already at catalog.yaml:3:3, keep one of the two"]


def test_included_files_hold_servers_only(write: Callable[[str], Path]) -> None:
    """What belongs to the whole catalog is refused in a team's file; every file's problems are told."""
    path = write("include: [b.yaml, c.yaml]\n")
    (path.parent / "b.yaml").write_text("defaults: {}\nmcp: {}\n")
    (path.parent / "c.yaml").write_text("mcp: no\n")
    assert told(path) == [
        "b.yaml:1:1: defaults: not allowed in an included file, an included file holds `mcp` only; "
        "write this in the catalog that includes it",
        'c.yaml:1:6: mcp: `no` is text to some YAML readers and not to others, write false, or put it in quotes: "no"',
    ]


def test_an_include_that_leads_out_is_not_followed(
    write: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link out of the folder, or a path that climbs, matches nothing (promise 7)."""
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text("mcp:\n  a: {}\n")
    path = write("include: [link.yaml]\n")
    (path.parent / "link.yaml").symlink_to(outside)
    assert "no file in the catalog's folder matches `link.yaml`" in told(path)[0]


def test_a_catalog_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, or a folder, is one clear line."""
    assert told(tmp_path / "catalog.yaml") == [
        "catalog.yaml:1:1: cannot be read: No such file or directory, name a readable file"
    ]


def test_a_block_with_nothing_below_it_is_not_written(tmp_path: Path) -> None:
    """All its lines are comments: the same as no block. A server stays, and says nothing."""
    path = tmp_path / "catalog.yaml"
    path.write_text("defaults:\nenvironments:\n  e: {namespace: mcp, infisical: , mcp: {a: }}\nmcp:\n  a:\n")
    assert read(path).top == {"environments": {"e": {"namespace": "mcp", "mcp": {"a": None}}}, "mcp": {"a": None}}


def test_servers_that_are_no_mapping_in_an_included_file(write: Callable[[str], Path]) -> None:
    """A file that is misshapen never looks like servers that were removed."""
    path = write("include: [b.yaml]\n")
    (path.parent / "b.yaml").write_text("mcp:\n  - a\n")
    assert told(path) == ["b.yaml:2:3: mcp: expected a mapping, write `key: value` lines below it"]


def test_fields_of_the_writers_own(write: Callable[[str], Path]) -> None:
    """Top fields that begin with `x-` are no fields: a home for anchors, in every file. Below the top they are not free."""
    path = write("x-size: &small {replicas: 1}\nx-note:\ninclude: [b.yaml]\nmcp:\n  a: *small\n")
    (path.parent / "b.yaml").write_text("x-size: &small {replicas: 2}\nmcp:\n  b: {<<: *small, x-a: 1}\n")
    source = read(path)
    assert source.top == {"include": ["b.yaml"], "mcp": {"a": {"replicas": 1}}}
    assert source.servers == {"a": {"replicas": 1}, "b": {"replicas": 2, "x-a": 1}}


def test_an_entry_of_include_that_is_no_pattern(write: Callable[[str], Path]) -> None:
    """Each entry is told at its own place; one that is not text is the model's to tell of."""
    path = write('include: [".", 3, "**foo"]\n')
    remedy = "write a path such as servers/*.yaml or servers/**/*.yaml"
    assert told(path) == [
        f"catalog.yaml:1:11: include[0]: `.` is not a pattern of files, {remedy}",
        f"catalog.yaml:1:19: include[2]: `**foo` is not a pattern of files, {remedy}",
    ]


def test_marked_lines(write: Callable[[str], Path]) -> None:
    """Lines whose comment names an image policy are kept, of every file; the loader keeps no comments."""
    path = write('include: [b.yaml]\nmcp:\n  a: {} # {"$imagepolicy": "f:a:tag"}\n  c: {} # a note\n')
    (path.parent / "b.yaml").write_text('mcp:\n  b: {} # {"$imagepolicy": "f:b:tag"}\n')
    assert read(path).marked == {
        (str(path), 3): '  a: {} # {"$imagepolicy": "f:a:tag"}',
        (str(path.parent / "b.yaml"), 2): '  b: {} # {"$imagepolicy": "f:b:tag"}',
    }
