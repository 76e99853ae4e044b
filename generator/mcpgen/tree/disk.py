"""The system calls of the writer: every step relative to an open folder, no link ever followed."""

from __future__ import annotations

import ctypes
import os
import stat
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Kind(StrEnum):
    """What stands at a path, in words for people."""

    FOLDER = "a folder"
    FILE = "a file"
    LINK = "a symbolic link"
    OTHER = "neither a file nor a folder"


_KINDS = {stat.S_IFDIR: Kind.FOLDER, stat.S_IFREG: Kind.FILE, stat.S_IFLNK: Kind.LINK}


@contextmanager
def folder(path: str, within: int | None = None, *, make: bool = False) -> Iterator[int]:
    """An open folder: `path` with each of its parts opened below the one before it. Raises OSError for links.

    `make`: parts that are not there are made.
    """
    opened: list[int] = []
    parts = [path] if within is None else path.split("/")
    try:
        for part in parts:
            try:
                within = _open(part, within, make=make)
            except OSError as error:
                error.filename = "/".join(parts[: len(opened) + 1])
                raise
            opened.append(within)
        yield opened[-1]
    finally:
        for handle in reversed(opened):
            os.close(handle)


def _open(name: str, within: int | None, *, make: bool) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=within)
    except FileNotFoundError:
        if not make:
            raise
    os.mkdir(name, 0o755, dir_fd=within)
    return os.open(name, _FOLDER, dir_fd=within)


def write(within: int, name: str, data: bytes, *, durable: bool = False) -> None:
    """Creates the file `name` with `data`; it must not exist. `durable`: it is on the disk when this returns."""
    handle = os.open(name, _NEW_FILE, 0o644, dir_fd=within)
    try:
        while data:
            data = data[os.write(handle, data) :]
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)


def read(within: int, name: str) -> bytes | None:
    """The file's bytes, or None where it is not there."""
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=within)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def kind(within: int, path: str) -> Kind | None:
    """What is there; None where nothing is."""
    try:
        mode = os.stat(path, dir_fd=within, follow_symlinks=False).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _KINDS.get(stat.S_IFMT(mode), Kind.OTHER)


def sync_all(within: int) -> None:
    """Makes everything written to the file system of the folder durable, in one call where the system has it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        os.sync()
    elif libc.syncfs(within) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def remove_tree(within: int, name: str) -> None:
    """Removes a file or a folder with all that is in it. Where nothing is, nothing is tried: the disk may be read-only."""
    if kind(within, name) is Kind.FOLDER:
        with folder(name, within) as inside:
            for entry in os.listdir(inside):  # noqa: PTH208 -- of an open folder, not of a path
                remove_tree(inside, entry)
        os.rmdir(name, dir_fd=within)
    elif kind(within, name):
        os.unlink(name, dir_fd=within)
