"""What a sync that was killed has left: its journal is completed, or what it had not promised is cleared away."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from mcpgen.tree import disk
from mcpgen.tree.errors import Failed, Refused
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.journal import FOLDER, NAME, STAGE, decode
from mcpgen.tree.paths import parents
from mcpgen.tree.steps import carry_out, clear, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mcpgen.tree.journal import Journal

_AGAIN = "while a sync was unfinished: move it away and run sync again"
_WAY_OUT = f"mend that, or remove the folder {FOLDER} to give that sync up, and run sync again"


def recover(root: Path) -> bool:
    """Completes the journal of a sync that was killed, or clears away what one left that had promised nothing.

    True where a journal was completed. Raises Refused for what someone changed since, Failed and Outside for the rest.
    """
    with disk.folder(os.path.realpath(root)) as top:
        there = disk.kind(top, FOLDER)
        if there is None:
            return False
        if there is not disk.Kind.FOLDER:
            raise Failed(f"{FOLDER} is {there} where mcpgen needs a folder: move it away")
        try:
            return _completed(top)
        except OSError as error:
            raise Failed(f"cannot complete the sync before this one ({said(error)}): {_WAY_OUT}") from None


def _completed(top: int) -> bool:
    with disk.folder(FOLDER, top) as private:
        data = disk.read(private, NAME)
    if data is None:
        with suppress(OSError):  # nothing hangs on it: a sync that has something to write clears again, and says why it cannot
            clear(top)
        return False
    journal = decode(data)
    lines = list(dict.fromkeys(_objections(top, journal)))
    if lines:
        raise Refused(lines)
    carry_out(top, journal)
    return True


def _objections(top: int, journal: Journal) -> Iterator[str]:
    """What was changed between the kill and now: it is not ours any more, or stands in the way of a step."""
    with disk.folder(f"{FOLDER}/{STAGE}", top) as staged:
        waiting = {path: disk.kind(staged, str(number)) for number, path in enumerate(journal.moves)}
    for path in (*journal.moves, *journal.deletes):
        kind = waiting.get(path)
        obstacle = kind and _obstacle(top, path, kind)
        if obstacle:
            yield obstacle
        elif path not in journal.overwrites and _edited(top, path):
            yield f"{path} was changed by hand {_AGAIN}"


def _obstacle(top: int, path: str, staged: disk.Kind) -> str:
    """Why what is staged cannot be moved to its path; empty where it can."""
    for parent in parents(path):
        there = disk.kind(top, parent)
        if there is None:
            return ""
        if there is not disk.Kind.FOLDER:
            return f"{parent} became {there} {_AGAIN}"
    there = disk.kind(top, path)
    if there is disk.Kind.FOLDER and (staged is not disk.Kind.FOLDER or not _empty(top, path)):
        return f"{path} became {there} {_AGAIN}"
    return ""


def _empty(top: int, path: str) -> bool:
    with disk.folder(path, top) as here:
        return not os.listdir(here)  # noqa: PTH208 -- of an open folder, not of a path


def _edited(top: int, path: str) -> bool:
    """True where a file stands at the path, or a link, that is not as mcpgen wrote it."""
    folder, _, file = path.rpartition("/")
    try:
        if not folder:
            return disk.kind(top, path) not in {None, disk.Kind.FOLDER}
        with disk.folder(folder, top) as here:
            data = disk.read(here, file)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.EISDIR}:
            return False
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            return True
        raise
    return data is not None and verify(path, data) is not Seal.OURS
