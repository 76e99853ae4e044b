"""What is on disk, as far as a plan needs to know it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.errors import printable
from mcpgen.tree.disk import Kind
from mcpgen.tree.errors import Failed, Outside
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.paths import OWNED, ours, server_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """What is not as wanted: whose it is, its text (undecodable bytes replaced; none unless it is a file), and what it is."""

    seal: Seal
    text: str
    kind: Kind = Kind.FILE


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The owned folders at one moment: which files are as wanted, what is not, and the servers that are there.

    `others` has every other file, and the folders that stand where a file is wanted. `servers` are the folders
    (`base/<server>`, `overlays/<environment>/<server>`) with a kustomization of ours.
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
    for path, kind in _all(folder_of_all):
        text = wanted.get(path)
        if kind is Kind.FOLDER:
            if text is not None:
                others[path] = Found(Seal.FOREIGN, "", kind)
            continue
        data = _read(folder_of_all, path) if kind is Kind.FILE else b""
        if text is not None and equal(data, text):
            kept.add(path)
            seal = Seal.OURS
        else:
            seal = verify(path, data)
            others[path] = Found(seal, data.decode("utf-8", "replace"), kind)
        folder, _, file = path.rpartition("/")
        if file == "kustomization.yaml" and seal is not Seal.FOREIGN and server_of(path):
            servers.add(folder)
    return Snapshot(frozenset(kept), others, frozenset(servers))


def kustomizations(root: Path) -> list[str]:
    """The relative path of every kustomization of ours, edited or not. Raises Outside, Failed."""
    found = (path for path, kind in _all(str(root)) if kind is Kind.FILE and path.endswith("/kustomization.yaml"))
    return [path for path in found if verify(path, _read(str(root), path)) is not Seal.FOREIGN]


def everything(root: Path) -> Iterator[tuple[str, Kind, bytes]]:
    """Each path below the owned folders that is no folder, what it is, and its bytes. Raises Outside, Failed."""
    for path, kind in _all(str(root)):
        if kind is not Kind.FOLDER:
            yield path, kind, _read(str(root), path) if kind is Kind.FILE else b""


def reader(root: Path) -> Callable[[str], bytes | None]:
    """A function from relative path to the file's bytes, or None where there is no such file, or one we would never write."""

    def read(path: str) -> bytes | None:
        return _read(str(root), path) if ours(path) and os.path.lexists(f"{root}/{path}") else None

    return read


def equal(data: bytes, text: str) -> bool:
    """True where the file is as wanted; line ends of a checkout under Windows count as the ones that were written."""
    wanted = text.encode()
    return data == wanted or (b"\r\n" in data and data.replace(b"\r\n", b"\n") == wanted)


def _all(root: str) -> Iterator[tuple[str, Kind]]:
    """All below the owned folders, relative to `root`, in no order. No link is followed; one to the outside is refused."""
    for folder in OWNED:
        if os.path.islink(f"{root}/{folder}"):  # noqa: PTH114 -- Path costs half of the time of a survey
            raise Outside(f"{folder} is a symbolic link: replace it by a folder")
        yield from _below(root, folder)


def _below(root: str, folder: str) -> Iterator[tuple[str, Kind]]:
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            entries = list(os.scandir(f"{root}/{here}"))
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            yield here, Kind.FILE
            continue
        except OSError as error:
            raise Failed(printable(f"{here} cannot be read: {error.strerror}")) from None
        for entry in entries:
            path = f"{here}/{entry.name}"
            kind = _kind(entry)
            if kind is Kind.LINK and not _leads_inside(root, path):
                raise Outside(printable(f"{path} is a symbolic link to a place outside the catalog's folder: remove it"))
            if kind is Kind.FOLDER:
                stack.append(path)
            yield path, kind


def _kind(entry: os.DirEntry[str]) -> Kind:
    """What the entry is, from what the folder itself says of it: no call of the system on most disks."""
    if entry.is_symlink():
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER


def _leads_inside(root: str, path: str) -> bool:
    inside = os.path.realpath(root)
    return os.path.realpath(f"{root}/{path}").startswith(f"{inside}/")


def _read(root: str, path: str) -> bytes:
    """The file's bytes; a link, folder or socket has none, and so is nobody's."""
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
        if error.errno in {errno.ELOOP, errno.ENXIO, errno.EISDIR}:
            return b""
        raise Failed(printable(f"{path} cannot be read: {error.strerror}")) from None
