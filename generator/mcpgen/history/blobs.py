"""Files as git keeps them: by the hash of their bytes, and read through one process, however many they are."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager, suppress
from hashlib import new
from typing import TYPE_CHECKING

from mcpgen.history.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mcpgen.history.git import Git

_SHA256_LENGTH = 64


def blob_id(data: bytes, *, like: str = "") -> str:
    """The id that git gives these bytes, in the kind of hash that the id `like` is of.

    Source: git-scm.com, "Git Internals - Git Objects", and gitformat-pack for repositories of SHA-256.
    """
    found = new("sha256" if len(like) == _SHA256_LENGTH else "sha1", b"blob %d\0" % len(data), usedforsecurity=False)
    found.update(data)
    return found.hexdigest()


@contextmanager
def blobs(git: Git) -> Iterator[Callable[[str], bytes]]:
    """Yields a function from an id to the bytes. It raises Unreadable where the repository does not have them."""
    command = git.command("cat-file", "--batch")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 -- as above
        try:
            yield lambda name: _read(process, name)
        finally:
            with suppress(BrokenPipeError):  # it ended before it had read the last question
                if process.stdin:
                    process.stdin.close()


def _read(process: subprocess.Popen[bytes], name: str) -> bytes:
    """One answer of `cat-file --batch`: a line `<id> blob <size>`, the bytes, a line end; or `<id> missing`."""
    gone = f"git cat-file: the object {name} is not in the repository: run `git fsck`, or fetch what a partial clone left out"
    if process.stdin is None or process.stdout is None:
        raise Unreadable(gone)
    try:
        process.stdin.write(f"{name}\n".encode())
        process.stdin.flush()
    except BrokenPipeError:
        raise Unreadable(gone) from None
    head = process.stdout.readline().split()
    if len(head) != 3:
        raise Unreadable(gone)
    size = int(head[2])
    data = process.stdout.read(size + 1)
    if len(data) != size + 1:
        raise Unreadable(gone)
    return data[:-1]
