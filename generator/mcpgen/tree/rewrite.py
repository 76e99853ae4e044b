"""Files of the user's own, rewritten at their word: each whole or not at all, with its permissions."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mcpgen.tree.errors import Failed, Outside

if TYPE_CHECKING:
    from collections.abc import Mapping


def rewrite(root: Path, changes: Mapping[Path, tuple[str, str]]) -> None:
    """Puts the new text of each file in the old one's place, durably: path → (old text, new text).

    Raises Outside for a file that is not below `root`, and Failed for one that no longer holds its old text, before any file
    is changed; raises Failed with the file as it was where the disk stands in the way.
    """
    targets = {path: path.resolve() for path in changes}
    for path, target in targets.items():
        if not target.is_relative_to(root.resolve()):
            raise Outside(f"{path} is not in the catalog's folder: change it by hand")
        if text(path) != changes[path][0]:
            raise Failed(f"{path} was not changed: somebody else has changed it meanwhile")
    for path, target in targets.items():
        try:
            _replace(target, changes[path][1])
        except OSError as error:
            raise Failed(f"{path} was not changed: {error.strerror}") from None


def text(path: Path) -> str:
    """The file's text, line ends and all. Raises Failed."""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise Failed(f"{path} was not changed: {error.strerror}") from None


def _replace(target: Path, new: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new.encode())
            file.flush()
            os.fchmod(file.fileno(), target.stat().st_mode)
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
