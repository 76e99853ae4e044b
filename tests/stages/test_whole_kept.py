"""All servers together, with a store: what it has is not worked out again, and what is wrong is never in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.fleet import fleet
from mcpgen.errors import Invalid
from mcpgen.stages import server
from mcpgen.stages.memory import keys, unpacked
from mcpgen.stages.whole import all_files
from tests.stages.samples import Shelf, load
from tests.stages.test_whole import FORKS

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Catalog
    from mcpgen.stages.server import Rendered

FLEET = fleet(64)
DELIVERED = f"delivery: {{git: {{url: 'https://git.example.com/org/mcp'}}, flux: {{}}, argocd: {{}}}}\n{FLEET}"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The servers that are rendered from here on, as they come."""
    names: list[str] = []

    def render(whole: Catalog, name: str) -> Rendered | None:
        names.append(name)
        return server.render(whole, name)

    monkeypatch.setattr("mcpgen.stages.whole.render", render)
    return names


def made(text: str, store: Shelf, workers: int = 1) -> tuple[dict[str, str], list[int], list[int]]:
    """The files, what is heard of their number, and the number of warnings."""
    done: list[int] = []
    warned: list[int] = []
    return all_files(load(text), done.append, workers, warned.append, store), done, warned


@pytest.mark.parametrize("text", [FLEET, DELIVERED], ids=["alone", "delivered"])
def test_what_is_kept_is_not_rendered(text: str, rendered: list[str]) -> None:
    """The first time all servers are, the second time none: the same files and warnings come, and are heard of at once."""
    store = Shelf()
    first, done, warned = made(text, store)
    assert sorted(rendered) == sorted(keys(load(text)))
    rendered.clear()
    assert made(text, store) == (first, [sum(done)], warned)
    assert (rendered, warned != [0]) == ([], True)


def test_only_what_changed_is_rendered(rendered: list[str]) -> None:
    """One server that changed and one that is new; the store hears which of the others were used."""
    store = Shelf()
    old = keys(load(FLEET))
    made(FLEET, store)
    rendered.clear()
    changed = fleet(65).replace("tag: v1.7.0", "tag: v1.7.1").replace("\n  server-3:", "\n  # a remark\n  server-3:")
    assert made(changed, store)[0] == all_files(load(changed), lambda _: None, 1)
    assert rendered[:2] == ["server-64", "server-7"]
    assert store.used == {key for name, key in old.items() if name != "server-7"}
    assert store.entries.keys() == {*old.values(), *keys(load(changed)).values()}


def test_a_part_with_problems_is_never_kept(rendered: list[str]) -> None:
    """The others are; what is wrong is told again and again, until it is mended."""
    wrong = FLEET.replace("secretsPath: /server-7\n", "secretsPath: /server-7/\n")
    store = Shelf()
    told = []
    for _ in range(2):
        with pytest.raises(Invalid) as raised:
            made(wrong, store)
        told.append(str(raised.value))
    assert (told[0].count("\n"), told[0].partition(": ")[2][:39]) == (0, "mcp.server-7.secret.store.secretsPath: ")
    assert told[1] == told[0]
    found = keys(load(wrong))
    assert store.entries.keys() == {key for name, key in found.items() if name != "server-7"}
    assert (rendered[64:], len(rendered)) == (["server-7"], 65)
    assert made(FLEET, store)[0] == all_files(load(FLEET), lambda _: None, 1)


@FORKS
def test_any_number_of_processes_keeps_the_same() -> None:
    """Parts come back from where they are made, and are the same there."""
    alone, shared = Shelf(), Shelf()
    assert made(DELIVERED, shared, 2)[0] == made(DELIVERED, alone)[0]
    assert {key: unpacked(data) for key, data in shared.entries.items()} == {
        key: unpacked(data) for key, data in alone.entries.items()
    }
    assert len(alone.entries) == 64


def test_what_cannot_be_read_is_rendered(rendered: list[str]) -> None:
    """A store that gives back damaged bytes costs time only, and gets whole ones in their place."""
    store = Shelf()
    first = made(FLEET, store)[0]
    key = keys(load(FLEET))["server-7"]
    whole = store.entries[key]
    store.entries[key] = whole[:-1]
    rendered.clear()
    assert made(FLEET, store)[0] == first
    assert (rendered, store.entries[key]) == (["server-7"], whole)
