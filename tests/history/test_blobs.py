"""Files as git keeps them, held against the real git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.history.blobs import blob_id, blobs
from mcpgen.history.errors import Unreadable
from mcpgen.history.git import Git
from tests.plans import commit, git
from tests.tools import run

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = (b"", b"a\n", b"no line end", b"\0\n\r\n\xff", b"x" * 200_000, b"100644 blob\n")


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_ids_and_bytes_are_gits(kind: str, tmp_path: Path) -> None:
    """In repositories of both hashes; many files through one process, in any order, again and again."""
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    for number, data in enumerate(CONTENTS):
        (tmp_path / f"{number}").write_bytes(data)
    like = commit(tmp_path)
    ids = [git(tmp_path, "rev-parse", f"HEAD:{number}").strip() for number in range(len(CONTENTS))]
    assert [blob_id(data, like=like) for data in CONTENTS] == ids
    with blobs(Git(str(tmp_path))) as read:
        assert [read(name) for name in [*ids, *reversed(ids)]] == [*CONTENTS, *reversed(CONTENTS)]


def test_an_object_that_is_not_there(tmp_path: Path) -> None:
    """Is told by its id, and the next one is read all the same."""
    (tmp_path / "a").write_bytes(b"a\n")
    commit(tmp_path)
    with blobs(Git(str(tmp_path))) as read:
        with pytest.raises(Unreadable, match=f"^git cat-file: the object {'0' * 40} is not in the repository: run `git fsck`"):
            read("0" * 40)
        assert read("HEAD:a") == b"a\n"


def test_no_repository(tmp_path: Path) -> None:
    """The process ends at once; that is told too."""
    with blobs(Git(str(tmp_path))) as read:
        for _ in range(10):
            with pytest.raises(Unreadable):
                read("HEAD:a")


@given(st.binary(max_size=200))
def test_ids_of_any_bytes(data: bytes) -> None:
    """Forty hexadecimal digits, another for other bytes."""
    assert len(blob_id(data)) == 40
    assert blob_id(data) != blob_id(data + b"\n")


def test_git_is_there() -> None:
    """These tests hold against the real program."""
    assert run("git", "--version").startswith("git version 2")
