"""The generated files as they were at a commit."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from errno import ENOENT
from typing import TYPE_CHECKING

from mcpgen.history.blobs import blob_id, blobs
from mcpgen.history.errors import Unreadable
from mcpgen.history.git import opened
from mcpgen.history.revision import revision
from mcpgen.tree.contents import LINK, Contents
from mcpgen.tree.paths import OWNED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from mcpgen.history.git import Git
    from mcpgen.history.revision import Revision

_LINK_MODE = "120000"


@dataclass(frozen=True, slots=True)
class Past:
    """A commit, the generated files in it, and the catalog's folder as seen from the repository's root ("" or "a/b/").

    `read` gives the bytes of any other file of that folder, by its relative path; it raises FileNotFoundError.
    """

    revision: Revision
    contents: Contents
    prefix: str
    read: Callable[[str], bytes]

    def identify(self, path: str, data: bytes) -> str:
        """The id that git would give the file on disk. Line ends of a checkout under Windows count as the ones in git."""
        was = self.contents.ids.get(path, "")
        found = blob_id(data, like=was)
        if found != was and b"\r\n" in data:
            as_written = blob_id(data.replace(b"\r\n", b"\n"), like=was)
            return as_written if as_written == was else found
        return found


@contextmanager
def past(root: Path, against: str | None) -> Iterator[Past]:
    """The files below the owned folders of `root` as they were at `against`; see `revision`. They can be read until the end.

    Raises Unversioned, UnknownRevision, Unreadable.
    """
    git = opened(str(root))
    found = revision(git, against)
    prefix = git.asked("rev-parse", "--show-prefix") or ""
    ids = _listed(git, found.commit) if found.commit else {}
    with blobs(git) as read:

        def file(path: str) -> bytes | None:
            name = ids.get(path)
            return name if name is None else b"" if name == LINK else read(name)

        def other(path: str) -> bytes:
            try:
                return read(f"{found.commit}:{prefix}{path}")
            except Unreadable:
                raise FileNotFoundError(ENOENT, "it was not there", path) from None

        yield Past(found, Contents(ids, file), prefix, other)


def _listed(git: Git, commit: str) -> Mapping[str, str]:
    """Path → id of every file of the commit below the owned folders, as seen from the catalog's folder."""
    found: dict[str, str] = {}
    for entry in git.output("ls-tree", "-r", "-z", commit, "--", *(f"{folder}/" for folder in OWNED)).split(b"\0"):
        head, _, path = entry.partition(b"\t")
        mode, _, rest = head.decode().partition(" ")
        kind, _, name = rest.partition(" ")
        if kind == "blob":
            found[path.decode(errors="replace")] = LINK if mode == _LINK_MODE else name
    return found
