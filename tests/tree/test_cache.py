"""A cache on the disk: what it gives back, what it forgets, and that no trouble with its file is anybody else's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

A, B, C, D, E = (name.encode() for name in "abcde")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the cache is, in a folder that is not there yet, and whose name would mean something in a URI."""
    return tmp_path / "what?#%41" / "deep" / "cache.sqlite"


@pytest.fixture
def cache(file: Path) -> Cache:
    """The cache of one program."""
    return Cache(file, lambda: b"program")


def kept(cache: Cache) -> dict[bytes, bytes]:
    """All that the cache gives of the five keys."""
    return cache.recall([A, B, C, D, E])


def put(cache: Cache, keys: Iterable[bytes], used: Iterable[bytes] = ()) -> None:
    """One run that makes something new for each of the keys, and uses what was there for others."""
    cache.keep({key: key * 3 for key in keys}, used)


def names(cache: Cache) -> str:
    """The keys that the cache has, as letters."""
    return b"".join(kept(cache)).decode()


def test_what_is_kept_is_recalled(cache: Cache, file: Path) -> None:
    """Byte for byte, by those who ask for it, also in another run; what is kept again takes the place of the first."""
    cache.keep({A: b"one\0", B: bytes(range(256)) * 99}, [])
    cache.keep({B: b"", C: b"three"}, [A, E])
    assert kept(Cache(file, lambda: b"program")) == {A: b"one\0", B: b"", C: b"three"}
    assert cache.recall([C, D]) == {C: b"three"}
    assert cache.recall([]) == {}


def test_a_file_that_is_not_there(cache: Cache, tmp_path: Path) -> None:
    """It is an empty cache, and asking makes no file and no folder."""
    assert kept(cache) == {}
    assert list(tmp_path.iterdir()) == []


def test_another_program(cache: Cache, file: Path) -> None:
    """It finds nothing of the first, and both keep their own under one key."""
    cache.keep({A: b"mine"}, [])
    other = Cache(file, lambda: b"other")
    assert kept(other) == {}
    other.keep({A: b"theirs"}, [A])
    assert (kept(cache), kept(other)) == ({A: b"mine"}, {A: b"theirs"})


def test_a_folder_that_cannot_be_made(cache: Cache, tmp_path: Path) -> None:
    """Nothing is raised, kept, or changed there."""
    there = tmp_path / "what?#%41"
    there.write_text("mine")
    put(cache, [A])
    assert kept(cache) == {}
    assert there.read_text() == "mine"


def test_a_folder_in_place_of_the_file(cache: Cache, file: Path) -> None:
    """The same where the file cannot be opened."""
    file.mkdir(parents=True)
    put(cache, [A])
    assert kept(cache) == {}
    assert list(file.parent.rglob("*")) == [file]


def damage(file: Path, how: str) -> None:
    """Spoils a cache that is there."""
    data = file.read_bytes()
    new = {
        "text": b"no database\n" * 999,
        "cut short": data[: len(data) // 2],
        "zeros": data[:100] + bytes(len(data) - 100),
        "a name that is not text": data.replace(b"sqlite_autoindex_entries", b"sqlite_\xe1utoindex_entries"),
    }[how]
    assert new != data
    file.write_bytes(new)


DAMAGE = pytest.mark.parametrize("how", ["text", "cut short", "zeros", "a name that is not text"])


@DAMAGE
def test_a_damaged_file_gives_nothing(cache: Cache, file: Path, how: str) -> None:
    """Who asks it finds an empty cache; what is kept next is there."""
    put(cache, [A, B])
    damage(file, how)
    assert kept(cache) == {}
    put(cache, [C])
    assert names(cache) == "c"


@DAMAGE
def test_a_damaged_file_is_removed(cache: Cache, file: Path, how: str) -> None:
    """Who would keep something there removes it, and the one after works."""
    put(cache, [A, B])
    damage(file, how)
    put(cache, [C])
    assert not file.exists()
    put(cache, [D])
    assert names(cache) == "d"


def test_a_value_that_another_key_leads_to(cache: Cache, file: Path) -> None:
    """SQLite sees nothing wrong with two values that changed places; neither is given."""
    cache.keep({A: b"one", B: b"two", C: b"three"}, [])
    with closing(sqlite3.connect(file)) as base, base:
        rows = base.execute("select rowid, value from entries order by rowid limit 2").fetchall()
        base.executemany("update entries set value = ? where rowid = ?", [(rows[1][1], rows[0][0]), (rows[0][1], rows[1][0])])
    assert kept(cache) == {C: b"three"}


def test_a_bit_of_the_index(cache: Cache, file: Path) -> None:
    """Whatever single bit of the file is another, a key gives its own value or none."""
    cache.keep({key: key * 3 for key in (A, B, C, D, E)}, [])
    data = file.read_bytes()
    for place in range(100, len(data)):
        if data[place]:
            file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            assert kept(cache).items() <= {key: key * 3 for key in (A, B, C, D, E)}.items()
            file.write_bytes(data)


def test_the_program_is_asked_for_once_and_late(file: Path) -> None:
    """What tells programs apart takes time: not before something is looked for, and not again."""
    asked: list[bytes] = []

    def program() -> bytes:
        asked.append(b"program")
        return b"program"

    cache = Cache(file, program)
    assert cache.recall([]) == {}
    assert asked == []
    put(cache, [A, B])
    assert names(cache) == "ab"
    assert asked == [b"program"]


def test_a_file_with_another_table(cache: Cache, file: Path) -> None:
    """It is of no use to anyone: who would keep something there removes it, and the one after works."""
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("create table entries (key blob)")
    assert kept(cache) == {}
    put(cache, [A])
    assert not file.exists()
    put(cache, [B])
    assert names(cache) == "b"


def test_an_empty_file(cache: Cache, file: Path) -> None:
    """As another process leaves it for a moment: nothing is in it, and it is filled."""
    file.parent.mkdir(parents=True)
    file.touch()
    assert kept(cache) == {}
    assert file.exists()
    put(cache, [A])
    assert names(cache) == "a"


def test_a_value_that_is_none(cache: Cache, file: Path) -> None:
    """Text or a number where bytes were kept, as one damaged byte makes them, is not given to anybody."""
    put(cache, [A])
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("update entries set value = 'text'")
    put(cache, [B])
    assert names(cache) == "b"


def test_what_was_not_used_for_the_longest_time_is_forgotten(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Used is what a run made or found; what nobody has needed since goes first."""
    monkeypatch.setattr("mcpgen.tree.cache._MOST", 3)
    seen = []
    for new, used in ((A, []), (B, []), (C, [A]), (D, [])):
        put(cache, [new], used)
        seen.append(names(cache))
    assert seen == ["a", "ab", "abc", "acd"]


def test_a_run_that_uses_much_keeps_its_own(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice what it used stays, however little the cache holds otherwise: two large catalogs do not chase each other."""
    monkeypatch.setattr("mcpgen.tree.cache._MOST", 1)
    put(cache, [A, B])
    put(cache, [C], [A])
    assert names(cache) == "abc"
    put(cache, [D])
    assert len(names(cache)) == 2
    assert D in kept(cache)


def test_while_another_process_writes(cache: Cache, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there can be read until it is done; what would be kept is not, and nothing is raised."""
    monkeypatch.setattr("mcpgen.tree.cache._WAIT", 0.0)
    put(cache, [A])
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        base.execute("begin immediate")
        put(cache, [B], [A])
        assert names(cache) == "a"
        base.execute("rollback")
        base.execute("begin exclusive")
        put(cache, [C], [A])
        assert kept(cache) == {}
    assert names(cache) == "a"
    put(cache, [D])
    assert names(cache) == "ad"
