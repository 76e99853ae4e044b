"""The user's cache, and what tells this program from every other that may have filled it."""

from __future__ import annotations

import re
import sys
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import platformdirs

import mcpgen
from mcpgen.tree.cache import Cache


def user_cache() -> Cache | None:
    """The cache of parts that syncs share, in the system's folder for the user's caches (`XDG_CACHE_HOME` on Linux).

    None for a user without a home, as in some containers.
    """
    try:
        folder = platformdirs.user_cache_path("mcpgen")
    except RuntimeError:
        return None
    return Cache(folder / "servers.sqlite", program) if folder.is_absolute() else None


def program() -> bytes:
    """Other bytes for every other Python, source file of ours, and version of a library that we depend on."""
    folder = Path(mcpgen.__file__).parent
    files = sorted(file for file in folder.rglob("*") if ".pyc" not in file.name and file.is_file())
    texts = [(file.relative_to(folder).as_posix(), blake2b(file.read_bytes()).digest()) for file in files]
    ours = distribution("mcpgen")
    libraries = [(name, _version(name)) for name in map(_name, ours.requires or ())]
    return blake2b(repr((sys.version, texts, ours.version, libraries)).encode()).digest()


def _name(requirement: str) -> str:
    """The library's name; the bounds and markers behind it are not of interest."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def _version(library: str) -> str:
    """Its version; empty for one that is not there, as one that only another system needs."""
    try:
        return distribution(library).version
    except PackageNotFoundError:
        return ""
