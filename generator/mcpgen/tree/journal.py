"""What a sync has promised to do: written whole before the first step, so that a killed one can be completed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

from mcpgen.tree.errors import Failed, Outside
from mcpgen.tree.paths import checked

FOLDER = ".mcpgen"
STAGE = "stage"
NAME = "journal"
DRAFT = "journal.new"


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps of an apply, in order: staged files and folders to move into place, then files to delete.

    A path in `overwrites` may replace a file that is not ours; it was asked for by name or by `--force`.
    """

    moves: tuple[str, ...]
    deletes: tuple[str, ...]
    overwrites: frozenset[str]

    def encode(self) -> bytes:
        """The journal as bytes: its own hash, then JSON."""
        fields = {"moves": self.moves, "deletes": self.deletes, "overwrites": sorted(self.overwrites)}
        body = json.dumps(fields).encode()
        return _digest(body) + b"\n" + body


def decode(data: bytes) -> Journal:
    """The journal in `data`, which is not trusted. Raises Failed where it is broken, Outside where it leads out."""
    digest, _, body = data.partition(b"\n")
    if digest != _digest(body):
        raise Failed(f"{FOLDER}/{NAME} is damaged: look at `git status`, then remove the folder {FOLDER}")
    try:
        fields = json.loads(body)
        paths = [[_text(path) for path in fields[key]] for key in ("moves", "deletes", "overwrites")]
    except (ValueError, TypeError, KeyError):
        raise Failed(f"{FOLDER}/{NAME} was not written by this version: remove the folder {FOLDER}") from None
    moves, deletes, overwrites = paths
    for path in moves:
        checked(path) if "/" in path else _top(path)
    for path in deletes:
        checked(path)
    return Journal(tuple(moves), tuple(deletes), frozenset(overwrites))


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode()


def _text(path: object) -> str:
    if not isinstance(path, str):
        raise TypeError
    return path


def _top(path: str) -> None:
    """A whole owned folder, moved into place by a first sync."""
    try:
        checked(f"{path}/kustomization.yaml")
    except Outside:
        raise Outside(f"{path[:200]!r} is not a folder that mcpgen writes") from None
