"""The files below the owned folders as values: which there are, by the hash of their bytes, and how to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.tree.disk import Kind
from mcpgen.tree.snapshot import everything, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LINK = "link"
"""What stands for the hash of a symbolic link, whose target is nobody's file."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Relative path → hash of the file's bytes; and a function from path to bytes, None where there is no such file."""

    ids: Mapping[str, str]
    files: Callable[[str], bytes | None]


def present(root: Path, identify: Callable[[str, bytes], str]) -> Contents:
    """What is on disk below `root`; `identify` hashes a path's bytes. Raises Outside for links, Failed for the unreadable."""
    ids = {path: LINK if kind is Kind.LINK else identify(path, data) for path, kind, data in everything(root)}
    return Contents(ids, reader(root))
