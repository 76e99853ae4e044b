"""`mcpgen sync` and the user's cache: who reads it, who never does, and that it shows nowhere but in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen import pipeline
from mcpgen.cli.cache import user_cache
from mcpgen.stages.memory import keys, packed, unpacked
from mcpgen.tree.header import seal
from tests.conftest import servers
from tests.plans import commit
from tests.tools import mcpgen
from tests.tree.samples import seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = [f"s{number:02}" for number in range(64)]
TEXT = servers(*NAMES)
DELIVERED = f"delivery: {{git: {{url: 'https://git.example.com/org/mcp'}}, flux: {{}}}}\n{TEXT}"
NOTHING = (0, "", f"nothing to do: {64 * 7 + 2} files are as the catalog asks\n")
SPOILT = "base/s07/service.yaml"

NEVER = [
    ("sync", "--check"),
    ("sync", "--no-cache"),
    ("validate",),
    ("diff",),
    ("plan",),
    ("list",),
    ("render", "production", "s07"),
]
"""Commands that work out everything that they show."""


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's cache will be."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "mcpgen/servers.sqlite"


def ran(path: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen` in the catalog's folder."""
    done = mcpgen(*words, cwd=path.parent)
    return done.returncode, done.stdout, done.stderr


def remembered(path: Path) -> int:
    """How many of the catalog's servers the cache has."""
    store = user_cache()
    assert store is not None
    return len(store.recall(keys(pipeline.load(path)).values()))


def poisoned(path: Path) -> str:
    """Changes one text in the cache, as no mcpgen would write it, and gives that text."""
    store = user_cache()
    assert store is not None
    key = keys(pipeline.load(path))["s07"]
    part = unpacked(store.recall([key])[key])
    assert part is not None
    part.files[SPOILT] = seal(SPOILT, "kind: Poison\n")
    store.keep({key: packed(part)}, [])
    return part.files[SPOILT]


def test_who_reads_the_cache(write: Callable[[str], Path], cache: Path) -> None:
    """A sync without options does; all others tell the truth whatever is in it, and leave it alone."""
    path = write(TEXT)
    assert ran(path, "sync")[0] == 0
    commit(path.parent)
    honest = [ran(path, *words) for words in NEVER]
    text = poisoned(path)
    before = cache.read_bytes()
    assert [ran(path, *words) for words in NEVER] == honest
    assert (honest[:2], {code for code, _, _ in honest}) == ([NOTHING, NOTHING], {0})
    assert ran(path, "sync") == (0, "", f"~ {SPOILT}\n1 updated; {64 * 7 + 1} unchanged\n")
    assert (path.parent / SPOILT).read_text() == text
    assert cache.read_bytes() == before
    assert ran(path, "sync", "--check")[2] == f"~ {SPOILT}\n1 to update; {64 * 7 + 1} unchanged\n"


@pytest.mark.parametrize("text", [TEXT, DELIVERED], ids=["alone", "delivered"])
def test_a_sync_with_the_cache_writes_what_one_without_does(text: str, write: Callable[[str], Path], cache: Path) -> None:
    """After a change of one server, and a line more above another: the same report and the same files."""
    path = write(text)
    ran(path, "sync")
    assert cache.is_file()
    first = seen(path.parent)
    write(text.replace("org/s07, tag: v1", "org/s07, tag: v2").replace("  s40:", "  # a remark\n  s40:"))
    with_it = ran(path, "sync"), seen(path.parent)
    write(text)
    ran(path, "sync", "--no-cache")
    assert seen(path.parent) == first
    write(text.replace("org/s07, tag: v1", "org/s07, tag: v2").replace("  s40:", "  # a remark\n  s40:"))
    assert (ran(path, "sync", "--no-cache"), seen(path.parent)) == with_it
    files = ["base/s07/deployment.yaml", *(f"overlays/{each}/s07/kustomization.yaml" for each in ("production", "staging"))]
    assert with_it[0] == (0, "", "".join(f"~ {each}\n" for each in files) + f"3 updated; {len(first) - 3} unchanged\n")


@pytest.mark.parametrize("words", [("sync", "--check"), ("sync", "--no-cache"), ("validate",), ("list",)])
def test_who_writes_no_cache(words: tuple[str, ...], write: Callable[[str], Path], cache: Path) -> None:
    """Those that do not read it; not even an empty folder appears."""
    assert ran(write(TEXT), *words)[0] in {0, 1}
    assert list(cache.parent.parent.iterdir()) == []


def test_small_catalogs_have_none(write: Callable[[str], Path], cache: Path) -> None:
    """With 63 servers nothing is kept, with 64 it is."""
    assert ran(write(servers(*NAMES[1:])), "sync")[0] == 0
    assert list(cache.parent.parent.iterdir()) == []
    assert ran(write(TEXT), "sync")[0] == 0
    assert cache.is_file()


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "HOME"])
def test_where_no_cache_can_be(
    variable: str, write: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the same sync, which says nothing of it: first, again, and after a change."""
    file = tmp_path_factory.mktemp("other") / "file"
    file.write_text("mine")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv(variable, str(file))
    path = write(TEXT)
    code, out, err = ran(path, "sync")
    assert (code, out, err.splitlines()[-1]) == (0, "", f"{64 * 7 + 2} created; 0 unchanged")
    assert ran(path, "sync") == NOTHING
    write(TEXT.replace("org/s07, tag: v1", "org/s07, tag: v2"))
    assert ran(path, "sync")[2].splitlines()[-1] == f"3 updated; {64 * 7 - 1} unchanged"
    assert (file.read_text(), list(file.parent.iterdir())) == ("mine", [file])


def test_a_damaged_cache(write: Callable[[str], Path], cache: Path) -> None:
    """It is not told either, and there is a whole one after it; the same where somebody deleted it."""
    path = write(TEXT)
    ran(path, "sync")
    cache.write_bytes(cache.read_bytes()[:9999])
    assert (ran(path, "sync"), remembered(path)) == (NOTHING, 64)
    cache.unlink()
    assert (ran(path, "sync"), remembered(path)) == (NOTHING, 64)
