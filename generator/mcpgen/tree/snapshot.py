"""What is on disk, as far as a plan needs to know it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.tree.errors import Failed, Outside
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.paths import OWNED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is not as wanted: whose it is, and its text (undecodable bytes replaced)."""

    seal: Seal
    text: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The owned folders at one moment: how many files are as wanted, which are not, and the servers that are there.

    `servers` are the folders (`base/<server>`, `overlays/<environment>/<server>`) with a kustomization of ours.
    """

    kept: frozenset[str]
    others: Mapping[str, Found]
    servers: frozenset[str]


def survey(root: Path, wanted: Mapping[str, str]) -> Snapshot:
    """Reads every file under the owned folders of `root`. Raises Outside for links, Failed for unreadable files."""
    kept: set[str] = set()
    others: dict[str, Found] = {}
    servers: set[str] = set()
    folder_of_all = str(root)
    for top in OWNED:
        for path in _files(folder_of_all, top):
            data = _read(folder_of_all, path)
            text = wanted.get(path)
            folder, _, file = path.rpartition("/")
            if text is not None and _equal(data, text):
                kept.add(path)
                seal = Seal.OURS
            else:
                seal = verify(path, data)
                others[path] = Found(seal, data.decode("utf-8", "replace"))
            if file == "kustomization.yaml" and seal is not Seal.FOREIGN and _is_server(folder):
                servers.add(folder)
    return Snapshot(frozenset(kept), others, frozenset(servers))


def paths(root: Path) -> Iterator[str]:
    """The relative path of every file under the owned folders. Raises Outside, Failed."""
    return (path for top in OWNED for path in _files(str(root), top))


def reader(root: Path) -> Callable[[str], bytes | None]:
    """A function from relative path to the file's bytes, or None where there is no such file."""

    def read(path: str) -> bytes | None:
        return _read(str(root), path) if os.path.lexists(f"{root}/{path}") else None

    return read


def _is_server(folder: str) -> bool:
    parts = folder.split("/")
    return (len(parts) == 2 and parts[0] == "base") or (len(parts) == 3 and parts[0] == "overlays" and parts[2] != "groups")


def _equal(data: bytes, text: str) -> bool:
    """True where the file is as wanted; line ends of a checkout under Windows count as the ones that were written."""
    wanted = text.encode()
    return data == wanted or (b"\r\n" in data and data.replace(b"\r\n", b"\n") == wanted)


def _files(root: str, folder: str) -> Iterator[str]:
    """Every file below `folder`, relative to `root`, in no order. No link is followed; one to the outside is refused."""
    stack = [folder]
    if os.path.islink(f"{root}/{folder}"):  # noqa: PTH114 -- Path costs half of the time of a survey
        raise Outside(f"{folder} is a symbolic link: replace it by a folder")
    while stack:
        here = stack.pop()
        try:
            entries = list(os.scandir(f"{root}/{here}"))
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            raise Failed(f"{here} is a file where mcpgen needs a folder: move it away") from None
        except OSError as error:
            raise Failed(f"{here} cannot be read: {error.strerror}") from None
        for entry in entries:
            path = f"{here}/{entry.name}"
            if entry.is_symlink() and not _leads_inside(root, path):
                raise Outside(f"{path} is a symbolic link to a place outside the catalog's folder: remove it")
            if entry.is_dir(follow_symlinks=False):
                stack.append(path)
            else:
                yield path


def _leads_inside(root: str, path: str) -> bool:
    inside = os.path.realpath(root)
    return os.path.realpath(f"{root}/{path}").startswith(f"{inside}/")


def _read(root: str, path: str) -> bytes:
    """The file's bytes; a link, socket or device has none, and so is nobody's."""
    try:
        handle = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            data = os.read(handle, 1 << 16)
            while len(data) >= 1 << 16 and (more := os.read(handle, 1 << 20)):
                data += more
            return data
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            return b""
        raise Failed(f"{path} cannot be read: {error.strerror}") from None
