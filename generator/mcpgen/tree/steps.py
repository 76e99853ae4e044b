"""The steps of a journal, each of which may have been done before: staged files move into place, deletions follow."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from mcpgen.tree import disk
from mcpgen.tree.journal import DRAFT, FOLDER, NAME, STAGE

if TYPE_CHECKING:
    from mcpgen.tree.journal import Journal


def carry_out(top: int, journal: Journal) -> None:
    """Every step of the journal that is still to be done, then the journal's end. Raises OSError."""
    with disk.folder(f"{FOLDER}/{STAGE}", top) as staged:
        for number, path in enumerate(journal.moves):
            _move(top, staged, str(number), path)
    for path in journal.deletes:
        _delete(top, path)
    disk.sync_all(top)
    with disk.folder(FOLDER, top) as private:
        os.unlink(NAME, dir_fd=private)
    clear(top)


def clear(top: int) -> None:
    """Removes what a sync left that had promised nothing; the private folder stays, empty. Raises OSError."""
    if disk.kind(top, FOLDER):
        with disk.folder(FOLDER, top) as private:
            disk.remove_tree(private, STAGE)
            disk.remove_tree(private, DRAFT)


def said(error: OSError) -> str:
    """An error of the system as one line for people."""
    return f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)


def _move(top: int, staged: int, number: str, path: str) -> None:
    """One staged file or folder into place; one that is gone from the stage is in place already.

    A folder on the way that someone removed while the sync was unfinished is made again.
    """
    if not disk.kind(staged, number):
        return
    folder, _, name = path.rpartition("/")
    if not folder:
        _rename(number, staged, name, top, path)
        return
    with disk.folder(folder, top, make=True) as here:
        _rename(number, staged, name, here, path)


def _rename(number: str, staged: int, name: str, here: int, path: str) -> None:
    try:
        os.rename(number, name, src_dir_fd=staged, dst_dir_fd=here)
    except OSError as error:
        error.filename = path
        raise


def _delete(top: int, path: str) -> None:
    """One file, and every folder above it that it leaves empty, except the owned one at the top.

    Where something else stands in the file's or a folder's place by now, the file is gone already. An empty folder that may
    not be removed stays: neither git nor kustomize sees it.
    """
    folder, _, name = path.rpartition("/")
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError), disk.folder(folder, top) as here:
        os.unlink(name, dir_fd=here)
    while "/" in folder:
        parent, _, name = folder.rpartition("/")
        try:
            with disk.folder(parent, top) as here:
                os.rmdir(name, dir_fd=here)
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR, errno.EACCES, errno.EPERM}:
                return
            raise
        folder = parent
