"""The system calls of the writer: every step relative to an open folder, no link ever followed."""

from __future__ import annotations

import ctypes
import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def folder(path: str, within: int | None = None) -> Iterator[int]:
    """An open folder: `path` with each of its parts opened below the one before it. Raises OSError for links."""
    opened: list[int] = []
    try:
        parts = [path] if within is None else path.split("/")
        for part in parts:
            within = os.open(part, _FOLDER, dir_fd=within)
            opened.append(within)
        yield opened[-1]
    finally:
        for handle in reversed(opened):
            os.close(handle)


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
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=within)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def exists(within: int, path: str) -> bool:
    """True where something of that name is there, a broken link too."""
    try:
        os.stat(path, dir_fd=within, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def sync_all(within: int) -> None:
    """Makes everything written to the file system of the folder durable, in one call where the system has it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        os.sync()
    elif libc.syncfs(within) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def remove_tree(within: int, name: str) -> None:
    """Removes a file or a folder with all that is in it; nothing there is fine."""
    try:
        with folder(name, within) as inside:
            for entry in os.listdir(inside):  # noqa: PTH208 -- of an open folder, not of a path
                remove_tree(inside, entry)
        os.rmdir(name, dir_fd=within)
    except OSError as error:
        if error.errno not in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            raise
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=within)
