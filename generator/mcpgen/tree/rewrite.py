"""One file of the user's own, rewritten at their word: whole or not at all, with its permissions."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mcpgen.tree.errors import Failed, Outside

if TYPE_CHECKING:
    from collections.abc import Callable


def rewrite(root: Path, path: Path, change: Callable[[str], tuple[str, int]]) -> int:
    """Puts what `change` makes of the file's text in its place, durably; gives the number that `change` counts.

    Raises Outside for a file that is not below `root`, Failed with the file as it was.
    """
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise Outside(f"{path} is not in the catalog's folder: change it by hand")
    try:
        text, count = change(target.read_bytes().decode())
        if count:
            _replace(target, text)
    except OSError as error:
        raise Failed(f"{path} was not changed: {error.strerror}") from None
    return count


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fchmod(file.fileno(), target.stat().st_mode)
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
