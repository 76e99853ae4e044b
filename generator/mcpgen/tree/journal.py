"""What a sync has promised to do: written whole before the first step, so that a killed one can be completed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

from mcpgen.tree.errors import Failed, Outside
from mcpgen.tree.paths import OWNED, ours

FOLDER = ".mcpgen"
STAGE = "stage"
NAME = "journal"
DRAFT = "journal.new"

_WAY_OUT = f"remove the folder {FOLDER} to give that sync up, and run sync again"


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
        raise Failed(f"{FOLDER}/{NAME} is damaged: {_WAY_OUT}")
    try:
        fields = json.loads(body)
        paths = [[_text(path) for path in fields[key]] for key in ("moves", "deletes", "overwrites")]
    except (ValueError, TypeError, KeyError):
        raise Failed(f"{FOLDER}/{NAME} was not written by this version: {_WAY_OUT}") from None
    moves, deletes, overwrites = paths
    for path in (*moves, *deletes):
        if not ours(path) and not (path in OWNED and path in moves):
            raise Outside(f"{FOLDER}/{NAME} names {path[:200]!r}, which is not a path that mcpgen writes: {_WAY_OUT}")
    return Journal(tuple(moves), tuple(deletes), frozenset(overwrites))


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode()


def _text(path: object) -> str:
    if not isinstance(path, str):
        raise TypeError
    return path
