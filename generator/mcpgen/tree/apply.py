"""Carries out a plan: staged, journalled, moved into place. Killed at any point, the next sync completes or forgets it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from mcpgen.tree import disk
from mcpgen.tree.errors import Failed, Refused
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.journal import DRAFT, FOLDER, NAME, STAGE, Journal, decode
from mcpgen.tree.stage import stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from mcpgen.tree.plan import Change, Plan

KUSTOMIZATION = "kustomization.yaml"


def apply(root: Path, plan: Plan) -> None:
    """Makes the files under `root` as planned, durably. The caller holds the lock and has refused conflicts.

    Raises Failed: before the commit point with the old tree in place, after it with a journal that the next sync completes.
    """
    if not plan.changes:
        return
    with _opened(root) as top:
        journal = _prepare(top, plan)
        try:
            _carry_out(top, journal)
        except OSError as error:
            raise Failed(f"stopped half-way ({_said(error)}): mend that and run sync again, it completes the rest") from None


def recover(root: Path) -> bool:
    """Completes the journal of a sync that was killed, or clears away what one left that had promised nothing.

    True where a journal was completed. Raises Refused for a file that was changed by hand since.
    """
    with _opened(root) as top:
        if not disk.exists(top, FOLDER):
            return False
        try:
            with disk.folder(FOLDER, top) as private:
                data = disk.read(private, NAME)
            if data is None:
                _clear(top)
                return False
            journal = decode(data)
            _refuse_edited(top, journal)
            _carry_out(top, journal)
        except OSError as error:
            raise Failed(f"cannot complete the sync before this one: {_said(error)}") from None
    return True


def _opened(root: Path) -> AbstractContextManager[int]:
    return disk.folder(os.path.realpath(root))


def _prepare(top: int, plan: Plan) -> Journal:
    """Everything up to the commit point: staged files and a journal, both durable. Leaves nothing behind on failure."""
    try:
        _clear(top)
        _writable(top, plan.changes)
        with suppress(FileExistsError):
            os.mkdir(FOLDER, 0o755, dir_fd=top)
        with disk.folder(FOLDER, top) as private:
            os.mkdir(STAGE, 0o755, dir_fd=private)
            with disk.folder(STAGE, private) as into:
                moves = stage(top, into, sorted((*plan.creates, *plan.updates), key=_move_order))
            disk.sync_all(top)
            return _commit(private, _journal(moves, plan))
    except OSError as error:
        with suppress(OSError):
            _forget(top)
        raise Failed(f"nothing was written: {_said(error)}") from None


def _journal(moves: Sequence[str], plan: Plan) -> Journal:
    deletes = sorted((change.path for change in plan.deletes), key=_delete_order)
    return Journal(tuple(moves), tuple(deletes), frozenset(each.path for each in plan.changes if each.forced))


def _move_order(change: Change) -> tuple[bool, bool, int, str]:
    """Resources before the kustomizations that list them, bases before overlays, an environment's list last."""
    path = change.path
    return path.endswith(f"/{KUSTOMIZATION}"), not path.startswith("base/"), -path.count("/"), path


def _delete_order(path: str) -> tuple[bool, bool, str]:
    """Overlays before the bases they build on; in a folder the kustomization last, or Flux would generate one."""
    return path.startswith("base/"), path.endswith(f"/{KUSTOMIZATION}"), path


def _commit(private: int, journal: Journal) -> Journal:
    """Writes the journal under another name, makes it durable, and renames it: from here on the sync will be done."""
    disk.write(private, DRAFT, journal.encode(), durable=True)
    os.rename(DRAFT, NAME, src_dir_fd=private, dst_dir_fd=private)
    os.fsync(private)
    return journal


def _writable(top: int, changes: Iterable[Change]) -> None:
    """Raises OSError for a folder that does not let its entries be changed; afterwards it would be too late."""
    folders = {change.path.rpartition("/")[0] for change in changes if change.old is not None}
    for path in sorted(folders):
        if not os.access(path, os.W_OK | os.X_OK, dir_fd=top):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def _refuse_edited(top: int, journal: Journal) -> None:
    """A file that someone changed between the kill and now is not ours any more."""
    edited = []
    for path in (*journal.moves, *journal.deletes):
        data = _present(top, path)
        if data is not None and path not in journal.overwrites and verify(path, data) is not Seal.OURS:
            edited.append(f"{path} was changed by hand while a sync was unfinished: move it away and run sync again")
    if edited:
        raise Refused(edited)


def _present(top: int, path: str) -> bytes | None:
    """The bytes of the file at `path`; None where there is none, or a folder."""
    folder, _, file = path.rpartition("/")
    try:
        if not folder:
            return None
        with disk.folder(folder, top) as here:
            return disk.read(here, file)
    except (FileNotFoundError, IsADirectoryError):
        return None


def _carry_out(top: int, journal: Journal) -> None:
    """Every step of the journal that is still to be done, then the journal's end. Raises OSError."""
    with disk.folder(f"{FOLDER}/{STAGE}", top) as staged:
        for number, path in enumerate(journal.moves):
            _move(top, staged, str(number), path)
    for path in journal.deletes:
        _delete(top, path)
    disk.sync_all(top)
    with disk.folder(FOLDER, top) as private:
        os.unlink(NAME, dir_fd=private)
    _clear(top)


def _move(top: int, staged: int, number: str, path: str) -> None:
    """One staged file or folder into place; one that is gone from the stage is in place already."""
    folder, _, name = path.rpartition("/")
    if not disk.exists(staged, number):
        return
    if not folder:
        os.rename(number, name, src_dir_fd=staged, dst_dir_fd=top)
        return
    with disk.folder(folder, top) as here:
        os.rename(number, name, src_dir_fd=staged, dst_dir_fd=here)


def _delete(top: int, path: str) -> None:
    """One file, and every folder above it that it leaves empty, except the owned one at the top."""
    folder, _, name = path.rpartition("/")
    with suppress(FileNotFoundError), disk.folder(folder, top) as here:
        os.unlink(name, dir_fd=here)
    while "/" in folder:
        parent, _, name = folder.rpartition("/")
        try:
            with disk.folder(parent, top) as here:
                os.rmdir(name, dir_fd=here)
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                return
            raise
        folder = parent


def _clear(top: int) -> None:
    """Removes what a sync left that had promised nothing; the private folder stays, empty."""
    if disk.exists(top, FOLDER):
        with disk.folder(FOLDER, top) as private:
            disk.remove_tree(private, STAGE)
            disk.remove_tree(private, DRAFT)


def _forget(top: int) -> None:
    """Takes back a sync that failed before its journal was durable: the journal first, then what it would have moved."""
    with suppress(FileNotFoundError), disk.folder(FOLDER, top) as private:
        os.unlink(NAME, dir_fd=private)
    _clear(top)


def _said(error: OSError) -> str:
    """An error of the system as one line for people."""
    return f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)
