"""The files that one entry of `include` names."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path, PurePosixPath

NEVER = (".git", ".mcpgen", "base", "clusters", "overlays")
"""Folders beside the catalog that mcpgen or git writes: no entry reaches into them."""

_LONGEST, _DEEPEST, _LONGEST_STEP = 1024, 64, 255
"""Bounds of an entry: characters, folders, and the characters of one name, which file systems bound at 255 bytes."""


class Unmatched(Exception):
    """An entry that names no file. The text says why, `remedy` what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        """Takes what is wrong and what to write instead."""
        super().__init__(message)
        self.remedy = remedy


def matches(catalog: Path, entry: str) -> list[Path]:
    """The files in the catalog's folder that `entry` matches, but for the catalog itself. Raises Unmatched for none."""
    shown = entry if len(entry) <= 80 else f"{entry[:80]}…"
    steps = PurePosixPath(entry).parts
    outside = entry.startswith("/") or ".." in steps
    if not outside and not _is_pattern(entry, steps):
        raise Unmatched(f"`{shown}` is not a pattern of files", "write a path such as servers/*.yaml or servers/**/*.yaml")
    found = [] if outside else _files(catalog.parent, steps)
    ours = [file for file in found if not _is_generated(file, catalog.parent)]
    if found and not ours:
        message = f"`{shown}` matches only files below {', '.join(f'{name}/' for name in NEVER)}, which are never read"
        raise Unmatched(message, "keep servers in another folder")
    ours = [file for file in ours if file.resolve() != catalog.resolve()]
    if not ours:
        message = f"no file in the catalog's folder matches `{shown}`"
        raise Unmatched(message, "restore it or remove the entry; an include that vanished never removes servers")
    return ours


def _is_pattern(entry: str, steps: tuple[str, ...]) -> bool:
    """True for what pathlib can look for: it raises errors of five kinds for other text."""
    within_bounds = len(entry) <= _LONGEST and 0 < len(steps) <= _DEEPEST
    return within_bounds and all(len(step.encode()) <= _LONGEST_STEP and ("**" not in step or step == "**") for step in steps)


def _files(folder: Path, steps: tuple[str, ...]) -> list[Path]:
    """The files inside `folder`, seen through links, that the steps of a pattern match.

    `**/**` finds what `**` does, and takes ever longer.
    """
    once = [step for step, times in groupby(steps) for _ in (range(1) if step == "**" else times)]
    inside = folder.resolve()
    try:
        found = sorted(folder.glob("/".join(once)))
    except OSError:  # a path that is longer than the file system allows
        return []
    return [file for file in found if file.is_file() and file.resolve().is_relative_to(inside)]


def _is_generated(file: Path, folder: Path) -> bool:
    """True for a file that lies, or whose link leads, below one of the folders that are never read."""
    return file.relative_to(folder).parts[0] in NEVER or file.resolve().relative_to(folder.resolve()).parts[0] in NEVER
