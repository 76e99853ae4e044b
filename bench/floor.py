"""The floor: a plain Python program that writes the very same bytes to the very same files, and does nothing else.

    python bench/floor.py pack FOLDER FILE           keeps all files below FOLDER in FILE
    python bench/floor.py write FILE FOLDER [sync]   writes them below FOLDER; with `sync` they are on the disk at the end

It imports as little as it can, for its start counts too.
"""

from __future__ import annotations

import ctypes
import marshal
import os
import sys


def pack(folder: str, file: str) -> int:
    """Keeps every file below `folder` but the catalog in `file`: relative path → bytes. Gives their number."""
    kept = {}
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.relpath(f"{here}/{name}", folder)
            if path != "catalog.yaml":
                with open(f"{here}/{name}", "rb") as source:  # noqa: PTH123 -- pathlib alone takes longer than the start
                    kept[path] = source.read()
    with open(file, "wb") as target:  # noqa: PTH123
        marshal.dump(kept, target)
    return len(kept)


def write(file: str, folder: str, *, durable: bool) -> None:
    """Writes the files that `pack` kept below `folder`, which has none of them. `durable`: one sync at the end."""
    with open(file, "rb") as source:  # noqa: PTH123
        files: dict[str, bytes] = marshal.load(source)
    made: set[str] = set()
    for path, data in files.items():
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(f"{folder}/{parent}", exist_ok=True)  # noqa: PTH103
            made.add(parent)
        handle = os.open(f"{folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(handle, data)
        os.close(handle)
    if durable:
        _sync(folder)


def _sync(folder: str) -> None:
    """Brings the folder's file system to the disk, in one call, as mcpgen does."""
    libc = ctypes.CDLL(None)
    handle = os.open(folder, os.O_RDONLY)
    if not hasattr(libc, "syncfs") or libc.syncfs(handle) != 0:
        os.sync()
    os.close(handle)


if __name__ == "__main__":
    if sys.argv[1] == "pack":
        pack(sys.argv[2], sys.argv[3])
    else:
        write(sys.argv[2], sys.argv[3], durable="sync" in sys.argv[4:])
