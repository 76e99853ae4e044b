"""What earlier runs worked out: under which key it is found again, how it becomes bytes, and that it never shows."""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mcpgen.checks.routes import routes_of
from mcpgen.errors import Invalid
from mcpgen.stages.gathered import Gathered
from mcpgen.stages.memory import keys, packed, unpacked
from mcpgen.stages.server import unchecked
from mcpgen.stages.whole import all_files
from tests.conftest import servers
from tests.delivery.samples import CASES
from tests.stages.edits import EDITS, MISTAKES, edited
from tests.stages.samples import Shelf, another, load, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.stages.edits import Edit

TEXT = f"defaults: {{replicas: 1}}\n{small('    replicas: 2 # of 3', staging=', mcp: {b: {replicas: 3}}')}\n{another('b')}"
DELIVERED = f"delivery: {{git: {{url: 'https://git.example.com/org/mcp'}}, flux: {{}}}}\n{TEXT}"


@pytest.fixture(autouse=True)
def worth_it() -> Iterator[pytest.MonkeyPatch]:
    """Two servers are worth remembering, so that catalogs can be small here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mcpgen.stages.memory._WORTH_IT", 2)
        yield patch


def forgotten(before: str, after: str) -> set[str]:
    """The servers that `after` has under another key than `before`."""
    old, new = keys(load(before)), keys(load(after))
    return {name for name in new if new[name] != old.get(name)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  b:", "  # a remark\n\n  b:"),
        ("# of 3", "# of 4"),
        ("defaults:", "x-note: new\ndefaults:"),
        ("{repository: org/a, tag: v1}", "\n      repository: org/a\n      tag: 'v1'"),
        ("{b: {replicas: 3}}", "\n      {b:\n      {replicas: 3}}"),
    ],
    ids=["lines", "a comment", "a note", "another style", "another style in an environment"],
)
def test_how_a_catalog_is_written_changes_no_key(old: str, new: str) -> None:
    """Lines above a server, comments, notes, YAML's styles."""
    assert old in TEXT
    assert forgotten(TEXT, TEXT.replace(old, new)) == set()


def test_the_order_and_the_file_of_servers_change_no_key(tmp_path: Path) -> None:
    """A server that moves to another place, or to an included file, is found again."""
    top, _, first = TEXT.partition("mcp:\n")
    assert forgotten(TEXT, f"{top}mcp:\n{another('b')}{first.removesuffix(another('b'))}") == set()
    (tmp_path / "b.yaml").write_text(f"mcp:\n{another('b')}")
    assert forgotten(TEXT, f"include: [b.yaml]\n{TEXT.removesuffix(another('b'))}") == set()


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("org/a, tag: v1", "org/a, tag: v2", {"a"}),
        ("replicas: 2", "replicas: '2'", {"a"}),
        ("owner: team", "owner: team\n    args: [x]", {"b"}),
        ("owner: team", "owner: other", {"b"}),
        ("b: {replicas: 3}", "b: {replicas: 4}", {"b"}),
        ("b: {replicas: 3}", "b: ", {"b"}),
        ("b: {replicas: 3}", "b: {replicas: 3}, a: {replicas: 3}", {"a"}),
        ("b: {replicas: 3}", "c: {replicas: 3}", {"b", "c"}),
        ("  b:\n", "  c:\n", {"b", "c"}),
        ("defaults: {replicas: 1}", "defaults: {replicas: 2}", {"a", "b"}),
        ("defaults: {replicas: 1}", "defaults: {replicas: 1, stateless: true}", {"a", "b"}),
        ("defaults: {replicas: 1}\n", "", {"a", "b"}),
        ("{namespace: mcp, domain: example.com", "{defaults: {replicas: 2}, namespace: mcp, domain: example.com", {"a", "b"}),
        ("domain: example.com", "domain: example.org", {"a", "b"}),
        ("namespace: mcp, domain: staging", "namespace: other, domain: staging", {"a", "b"}),
        ("example.com}", "example.com, kubernetesVersion: '1.30'}", {"a", "b"}),
        ("  production:", "  testing: {namespace: mcp, domain: example.net}\n  production:", {"a", "b"}),
        ("  production:", "  live:", {"a", "b"}),
        ("defaults:", "delivery: {git: {url: 'https://git.example.com/org/mcp'}, flux: {}}\ndefaults:", {"a", "b"}),
    ],
)
def test_what_a_catalog_says_changes_keys(old: str, new: str, names: set[str]) -> None:
    """Those of the servers that it says it of: one, or all where it is a default or a fact of an environment."""
    assert old in TEXT
    assert forgotten(TEXT, TEXT.replace(old, new, 1)) == names


def test_two_servers_that_say_the_same() -> None:
    """They have keys of their own: their names are in their files."""
    same = "{image: {repository: org/server, tag: v1}, port: 8000}"
    found = keys(load(f"environments: {{production: {{namespace: mcp}}}}\nmcp: {{a: {same}, b: {same}}}\n"))
    assert (sorted(found), len(set(found.values()))) == (["a", "b"], 2)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("  a:\n", "  # a remark\n  a:\n", {"a", "b"}),
        ("defaults:", "\ndefaults:", {"a", "b"}),
        ("  b:\n", "  # a remark\n  b:\n", {"b"}),
        ("    port: 8000\n    owner", "    port:   8000\n    owner", {"b"}),
        ("# of 3", "# of 4", set()),
        ("    owner: team\n", "    owner: team\n\n# the end\n", set()),
    ],
)
def test_where_delivery_is_written_lines_count(old: str, new: str, names: set[str]) -> None:
    """What is kept for delivery says where the catalog writes an image: a new line forgets the servers below it."""
    assert old in DELIVERED
    assert forgotten(DELIVERED, DELIVERED.replace(old, new)) == names


def test_small_catalogs_are_not_worth_it(worth_it: pytest.MonkeyPatch) -> None:
    """Below 64 servers there are no keys; from there on each server has one, those of one environment alone too."""
    worth_it.undo()
    names = [f"s{number:02}" for number in range(64)]
    assert keys(load(servers(*names[1:]))) == {}
    assert sorted(keys(load(servers(*names)))) == names
    over = "staging: {mcp: {more: {image: {repository: org/more, tag: v1}, port: 8000}}, "
    assert sorted(keys(load(servers(*names[1:]).replace("staging: {", over)))) == ["more", *names[1:]]


def part_of(name: str) -> Gathered:
    """A part with everything that a server of the case of Flux' images has."""
    whole = load((CASES / "flux-images.yaml").read_text())
    part = Gathered({f"base/{name}/service.yaml": "text\n"}, {"production": [name]}, warnings={("mcp.a", "odd", "write b")})
    for server, objects in unchecked(whole, name):
        part.census.count(whole, server, objects)
        part.routes["production"] = routes_of(name, [*objects, EXPOSED])
    return part


EXPOSED: dict[str, Any] = {"kind": "Service", "metadata": {"name": "a"}, "spec": {"ports": [{"nodePort": 30080}]}}


@pytest.mark.parametrize(("name", "automated"), [("nightly", True), ("pinned", True), ("search", True), ("still", False)])
def test_a_part_comes_back_as_it_was(name: str, *, automated: bool) -> None:
    """With its routes, and what delivery needs to know: the image's lines, and how Flux renews it."""
    part = part_of(name)
    (member,) = part.census.members["production"]
    assert (bool(member.tag or member.digest), bool(member.automated)) == (True, automated)
    assert len(part.routes["production"]) == 1
    assert unpacked(packed(part)) == part


def test_damaged_bytes() -> None:
    """Cut short anywhere, or with a bit that flipped, they are no part."""
    data = packed(part_of("search"))
    assert [unpacked(data[:length]) for length in range(len(data))] == [None] * len(data)
    spoilt = (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(len(data)))
    assert [unpacked(each) for each in spoilt] == [None] * len(data)


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps({"files": {}}),
        pickle.dumps(None),
        b"",
        b"no pickle",
        b"\x80\x04]K\x01\x86R.",
        b"\x80\x09.",
        b"0",
        b"cos\n",
    ],
)
def test_bytes_that_are_no_part(data: bytes) -> None:
    """Whole bytes that hold something else, or nothing that can be read."""
    assert unpacked(zlib.compress(data)) is None


def calling(module: str, name: str, argument: str) -> bytes:
    """A pickle that calls what the module has under that name: unpacking is all it takes."""
    return zlib.compress(f"\x80\x04c{module}\n{name}\n({argument}tR.".encode("latin-1"))


@pytest.mark.parametrize(
    "data",
    [
        calling("os", "system", "Vtouch ran\n"),
        calling("mcpgen.history.git", "subprocess.run", "(lVtouch\naVran\na"),
        calling("mcpgen.history.git", "subprocess.Popen", "(lVtouch\naVran\na"),
        calling("mcpgen.cli.cache", "Path.touch", "cmcpgen.cli.cache\nPath\n(Vran\ntR"),
        calling("mcpgen.cli.cache", "Path", "Vran\n"),
        calling("mcpgen.errors", "printable", "Vran\n"),
        calling("mcpgen.errors", "Nothing", "Vran\n"),
        calling("mcpgen.nowhere", "Nothing", "Vran\n"),
        calling("mcpgen.errors", "Problem", "Vran\nVran\nVran\n"),
        calling("mcpgen.errors", "Place", "Vran\n"),
    ],
)
def test_nothing_else_is_made_of_bytes(data: bytes, tmp_path: Path) -> None:
    """No program is run, no function is called, and a value that is no part is none, whoever wrote the bytes."""
    assert unpacked(data) is None
    assert [path.name for path in tmp_path.iterdir()] == []


def outcome(text: str, store: Shelf | None) -> tuple[dict[str, str], list[int], list[str]]:
    """The files and the number of warnings, or the problems."""
    warnings: list[int] = []
    try:
        return all_files(load(text), lambda _: None, 1, warnings.append, store), warnings, []
    except Invalid as error:
        return {}, warnings, str(error).splitlines()


@example({("delivery", ""), ("renewed", "s3")}, [("remark", "s0"), ("gone", "s1"), ("remark", "s3")])
@example({("delivery", ""), ("automated", "s3")}, [("remark", "s0"), ("latest", "s3"), ("warned", ""), ("delivery", "")])
@example({("warned", ""), ("off", "s0")}, [("remark", "s0"), ("note", ""), ("scaled", "s3"), ("off", "s0")])
@settings(max_examples=15)
@given(st.sets(EDITS, min_size=2, max_size=8), st.lists(st.one_of(EDITS, MISTAKES), min_size=4, max_size=8))
def test_a_store_never_shows(made: set[Edit], more: list[Edit]) -> None:
    """After each of any edits, made or taken back: the same files and number of warnings, or the same problems, as without."""
    store = Shelf()
    for edit in more:
        made ^= {edit}
        text = edited(made)
        assert outcome(text, store) == outcome(text, None) == outcome(text, store)
