"""A file outside the repository that keeps what can be worked out again. Losing it costs time, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_MOST = 20_000
"""Entries that stay, those of the last runs that kept something; of a run that uses more, twice as many as it uses."""

_MARK = 16
"""Bytes of a value's mark."""

_WAIT = 1.0
"""Seconds to wait for another process that writes. Working it out again is not much slower than waiting longer."""

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}
"""Errors that say nothing of what is in the file: it is not there, another process has it, or the disk is full."""

_TABLE = """\
create table if not exists entries (key blob primary key, used integer not null, value blob not null);
create index if not exists by_use on entries (used);
"""


class Cache:
    """Entries by key, in one SQLite file, each bound to the program that made it.

    A file that is not there, cannot be read or written, or is damaged, is an empty cache; nothing is raised and nothing told.
    """

    def __init__(self, file: Path, program: Callable[[], bytes]) -> None:
        """The cache in `file`. `program` gives other bytes for every program that could make other entries."""
        self._file = file
        self._program = program

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept under those of the keys that it has."""
        found: dict[bytes, bytes] = {}
        try:
            with closing(self._opened("ro")) as base:
                for key in keys:
                    bound = self._bound(key)
                    rows = base.execute("select value from entries where key = ?", (bound,))
                    found.update((key, value[_MARK:]) for (value,) in rows if _is_marked(bound, value))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._give_up(error, sqlite3.SQLITE_ERROR)  # another process has not made the table yet
            return {}
        return found

    def keep(self, new: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Keeps the new entries; of the others, those that no such call has used for the longest time are forgotten."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._opened("rwc")) as base, base:
                self._put(base, {self._bound(key): value for key, value in new.items()}, [self._bound(key) for key in used])
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._give_up(error)
        except OSError:
            return

    def _give_up(self, error: Exception, *spared: int) -> None:
        """Removes a damaged file; one that only cannot be used now stays."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # UnicodeDecodeError: of a name that SQLite tells
        if code & 0xFF not in {*_PASSING, *spared}:
            with suppress(OSError):
                self._file.unlink()

    def _put(self, base: sqlite3.Connection, new: Mapping[bytes, bytes], used: list[bytes]) -> None:
        base.executescript(_TABLE)
        (run,) = base.execute("select coalesce(max(used), 0) + 1 from entries").fetchone()
        base.executemany("update entries set used = ? where key = ?", ((run, key) for key in used))
        rows = ((key, run, _mark(key, value) + value) for key, value in new.items())
        base.executemany("insert or replace into entries values (?, ?, ?)", rows)
        most = max(_MOST, 2 * (len(new) + len(used)))
        oldest = "select key from entries order by used desc limit -1 offset ?"
        base.execute(f"delete from entries where key in ({oldest})", (most,))  # noqa: S608 -- both parts are our own text

    def _opened(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._file.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)

    def _bound(self, key: bytes) -> bytes:
        return blake2b(self._maker + key, digest_size=32).digest()

    @cached_property
    def _maker(self) -> bytes:
        """Asked for once, and only where something is looked for: it takes longer than a small catalog."""
        return self._program()


def _mark(bound: bytes, value: bytes) -> bytes:
    """Stands before a value: SQLite does not see that a damaged index leads to the value of another key."""
    return blake2b(bound + value, digest_size=_MARK).digest()


def _is_marked(bound: bytes, value: object) -> bool:
    return isinstance(value, bytes) and value[:_MARK] == _mark(bound, value[_MARK:])
