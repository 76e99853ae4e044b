"""Carries out a plan: staged, journalled, moved into place. Killed at any point, the next sync completes or forgets it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from mcpgen.tree import disk
from mcpgen.tree.errors import Failed
from mcpgen.tree.journal import DRAFT, FOLDER, NAME, STAGE, Journal
from mcpgen.tree.stage import stage
from mcpgen.tree.steps import carry_out, clear, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from mcpgen.tree.plan import Change, Plan

KUSTOMIZATION = "kustomization.yaml"


def apply(root: Path, plan: Plan) -> None:
    """Makes the files under `root` as planned, durably. The caller holds the lock and has refused conflicts.

    Raises Failed: before the commit point with the old tree in place, after it with a journal that the next sync completes.
    """
    if not plan.changes:
        return
    with disk.folder(os.path.realpath(root)) as top:
        journal = _prepare(top, plan)
        try:
            carry_out(top, journal)
        except OSError as error:
            raise Failed(f"stopped half-way ({said(error)}): mend that and run sync again, it completes the rest") from None


def _prepare(top: int, plan: Plan) -> Journal:
    """Everything up to the commit point: staged files and a journal, both durable. Leaves nothing behind on failure."""
    try:
        clear(top)
        _as_planned(top, plan.changes)
        with suppress(FileExistsError):
            os.mkdir(FOLDER, 0o755, dir_fd=top)
        with disk.folder(FOLDER, top) as private:
            os.mkdir(STAGE, 0o755, dir_fd=private)
            with disk.folder(STAGE, private) as into:
                moves = stage(top, into, sorted((*plan.creates, *plan.updates), key=_move_order))
            journal = _journal(moves, plan)
            _open_to_us(top, (*journal.moves, *journal.deletes))
            disk.sync_all(top)
            return _commit(private, journal)
    except OSError as error:
        with suppress(OSError):
            _forget(top)
        raise Failed(f"nothing was written: {said(error)}") from None


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


def _as_planned(top: int, changes: Iterable[Change]) -> None:
    """Raises OSError for what came in between the plan and now."""
    for change in changes:
        there = disk.kind(top, change.path)
        if there is disk.Kind.FOLDER:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), change.path)
        if there and change.old is None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), change.path)


def _open_to_us(top: int, paths: Iterable[str]) -> None:
    """Raises OSError for a folder whose entries cannot be changed by renaming; afterwards it would be too late."""
    device = os.stat(top).st_dev
    for folder in sorted({path.rpartition("/")[0] or "." for path in paths}):
        if not os.access(folder, os.W_OK | os.X_OK, dir_fd=top):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
        if os.stat(folder, dir_fd=top, follow_symlinks=False).st_dev != device:
            raise OSError(errno.EXDEV, "is on another disk than the catalog", folder)


def _forget(top: int) -> None:
    """Takes back a sync that failed before its journal was durable: the journal first, then what it would have moved."""
    with suppress(FileNotFoundError), disk.folder(FOLDER, top) as private:
        os.unlink(NAME, dir_fd=private)
    clear(top)
