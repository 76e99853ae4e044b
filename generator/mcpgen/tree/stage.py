"""New files, written beside the tree: what is missing as a whole folder is staged as a whole, and moved in one step."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from mcpgen.tree import disk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.tree.plan import Change


def stage(root: int, into: int, changes: Iterable[Change]) -> list[str]:
    """Writes the new text of each change below the open folder `into`; gives the paths to move, each once.

    The n-th path waits as `into/n`. It is a file, or the topmost folder that the tree does not have yet. Raises OSError, also
    where something else stands in a folder's place.
    """
    numbers: dict[str, int] = {}
    known: dict[str, bool] = {"": True}
    folders: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        target = _missing(root, change.path, known)
        number = numbers.setdefault(target, len(numbers))
        folder, _, file = f"{number}{change.path[len(target) :]}".rpartition("/")
        folders.setdefault(folder, []).append((file, change.new or ""))
    for folder, files in folders.items():
        _fill(into, folder, files)
    return list(numbers)


def _missing(root: int, path: str, known: dict[str, bool]) -> str:
    """The topmost part of `path` that is not there, or the file itself where its folder is."""
    at = path.find("/")
    while at > 0:
        parent = path[:at]
        if parent not in known:
            known[parent] = _is_folder(root, parent)
        if not known[parent]:
            return parent
        at = path.find("/", at + 1)
    return path


def _is_folder(root: int, path: str) -> bool:
    """False where nothing is. Raises NotADirectoryError for a file or a link."""
    there = disk.kind(root, path)
    if there not in {None, disk.Kind.FOLDER}:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
    return there is not None


def _fill(into: int, folder: str, files: list[tuple[str, str]]) -> None:
    """Writes the files of one staged folder, made where it is missing."""
    if not folder:
        for file, text in files:
            disk.write(into, file, text.encode())
        return
    with disk.folder(folder, into, make=True) as here:
        for file, text in files:
            disk.write(here, file, text.encode())
