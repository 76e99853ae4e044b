"""Why files cannot be built: what is wrong with each, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.errors import printable
from mcpgen.tree.header import Seal, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def damages(files: Callable[[str], bytes | None], suspects: Sequence[str]) -> dict[str, str]:
    """Path → what is wrong, for the suspects that are not as mcpgen wrote them, or for the first where all of them are.

    A file is not to blame for being missing where the one that names it may be wrong.
    """
    present = {path: data for path in suspects if (data := files(path)) is not None}
    seals = {path: verify(path, data) for path, data in present.items()}
    changed = {path: _words(present[path], seals[path]) for path in present if seals[path] is not Seal.OURS}
    missing = dict.fromkeys((path for path in suspects if path not in present), "is missing")
    as_written = {suspects[0]: "is not as this version of mcpgen writes it"}
    return {path: printable(f"{path}: {words}") for path, words in (changed or missing or as_written).items()}


def _words(data: bytes, state: Seal) -> str:
    if not data:
        return "is empty, or not a file"
    return "was edited by hand or cut short" if state is Seal.EDITED else "is not a file that mcpgen wrote here"
