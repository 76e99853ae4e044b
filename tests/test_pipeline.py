"""The whole flow, called as the commands call it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from mcpgen import pipeline
from mcpgen.errors import Invalid, Place
from mcpgen.pipeline import Work
from mcpgen.stages.explanation import Explanation
from mcpgen.stages.overview import Row
from mcpgen.tree.errors import Failed
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.plan import Change, Conflict, Plan, Policy
from tests.conftest import HEAD, servers
from tests.tools import run, tool
from tests.tree.samples import seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = [
    "base/a/deployment.yaml",
    "base/a/kustomization.yaml",
    "base/a/networkpolicy.yaml",
    "base/a/service.yaml",
    "base/a/serviceaccount.yaml",
    "overlays/production/a/kustomization.yaml",
    "overlays/production/kustomization.yaml",
    "overlays/staging/a/kustomization.yaml",
    "overlays/staging/kustomization.yaml",
]


def synced(path: Path, policy: Policy | None = None) -> Plan:
    """What one sync of the catalog did."""
    return pipeline.sync(path, policy or Policy(), Work(), 0)


def problems(error: pytest.ExceptionInfo[Invalid], path: Path) -> str:
    """The lines of an invalid catalog, with its folder taken out."""
    return str(error.value).replace(f"{path.parent}/", "")


def test_load(write: Callable[[str], Path]) -> None:
    """Environments and servers by name; problems of its top level, all at once."""
    path = write(servers("b", "a"))
    whole = pipeline.load(path)
    assert ([str(each.name) for each in whole.environments], whole.names) == (["production", "staging"], ("a", "b"))
    write(f"{HEAD}mcp: {{A: {{}}, b: 3}}\n")
    with pytest.raises(Invalid) as raised:
        pipeline.load(path)
    name = "`A` is not a name that Kubernetes takes, write lower-case letters, digits and `-`, a letter first, such as `a`"
    shape = "expected a mapping, got 3, write the server's fields below its name"
    assert problems(raised, path) == f"catalog.yaml:4:7: mcp.A: {name}\ncatalog.yaml:4:17: mcp.b: {shape}"


def test_generate(write: Callable[[str], Path]) -> None:
    """Every file, sealed for its path; `done` hears of the files of servers; the same again on a second call."""
    path = write(servers("a"))
    told: list[int] = []
    files = pipeline.generate(path, Work(told.append))
    assert sorted(files) == FILES
    assert {verify(name, text.encode()) for name, text in files.items()} == {Seal.OURS}
    assert sum(told) == 7
    assert pipeline.generate(path, Work()) == files
    assert seen(path.parent) == {}


def test_generate_tells_all_problems(write: Callable[[str], Path]) -> None:
    """Of names and shapes, of each server, in the order of the file."""
    path = write(servers("a", "b", "C").replace("8000", "0").replace("org/b", "org/b:v1"))
    port = "expected 1-65535, got 0, write the port that the server listens on"
    name = "`C` is not a name that Kubernetes takes, write lower-case letters, digits and `-`, a letter first, such as `c`"
    with pytest.raises(Invalid) as raised:
        pipeline.generate(path, Work())
    assert problems(raised, path).splitlines() == [
        f"catalog.yaml:7:11: mcp.a.port: {port}",
        "catalog.yaml:9:25: mcp.b.image.repository: `org/b:v1` carries a tag or a digest, write those in `tag` and `digest`",
        f"catalog.yaml:10:11: mcp.b.port: {port}",
        f"catalog.yaml:11:3: mcp.C: {name}",
    ]


def test_compare_and_sync(write: Callable[[str], Path]) -> None:
    """Both give the same plan; only the second writes, and then there is nothing left to do."""
    path = write(servers("a"))
    files = pipeline.generate(path, Work())
    expected = Plan(creates=tuple(Change(name, None, files[name]) for name in FILES))
    assert pipeline.compare(path, Policy(), Work()) == expected
    assert seen(path.parent) == {}
    assert synced(path) == expected
    assert seen(path.parent) == files
    assert pipeline.compare(path, Policy(), Work()) == synced(path) == Plan(kept=9)


def test_a_conflict_stops_a_sync(write: Callable[[str], Path]) -> None:
    """The plan comes back with the conflict in it, and no other change of it was made either."""
    path = write(servers("a"))
    synced(path)
    service = path.parent / "base/a/service.yaml"
    service.write_text(service.read_text() + "# mine\n")
    before = seen(path.parent)
    write(servers("a").replace("8000", "9000"))
    files = pipeline.generate(path, Work())
    change = Change("base/a/service.yaml", before["base/a/service.yaml"], files["base/a/service.yaml"], forced=True)
    changed = ("base/a/deployment.yaml", "base/a/networkpolicy.yaml")
    updates = tuple(Change(name, before[name], files[name]) for name in changed)
    plan = Plan(updates=updates, conflicts=(Conflict(change, "was edited by hand"),), kept=6)
    assert synced(path) == plan
    assert seen(path.parent) == before
    forced = tuple(sorted((*updates, change), key=lambda each: each.path))
    assert synced(path, Policy(force=True)) == replace(plan, updates=forced, conflicts=())
    assert seen(path.parent) == files


def test_an_objection_stops_a_sync(write: Callable[[str], Path]) -> None:
    """A plan that removes too much comes back with the way out, and nothing was deleted."""
    path = write(servers("a", "b", "c"))
    synced(path)
    before = seen(path.parent)
    write(servers("c"))
    found = synced(path)
    assert found.objections == (
        "2 servers would be removed, more than one and more than a tenth: a, b",
        "if that is meant, run it again with --allow-delete 2",
    )
    assert (len(found.deletes), seen(path.parent)) == (14, before)
    synced(path, Policy(allow_delete=2))
    assert seen(path.parent) == pipeline.generate(path, Work())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A sync needs the catalog's folder for its lock."""
    with pytest.raises(Failed, match="none: No such file or directory"):
        synced(tmp_path / "none" / "catalog.yaml")


def test_render(write: Callable[[str], Path]) -> None:
    """The objects of all servers as kustomize prints them, or those of one; none where an environment has it off."""
    path = write(servers("a", "b").replace("production: {", "production: {mcp: {b: {enabled: false}}, "))
    synced(path)
    staging = pipeline.render(path, "staging", None)
    built = run(tool("kustomize"), "build", "overlays/staging", cwd=path.parent)
    assert staging == list(yaml.safe_load_all(built))
    assert len(staging) == 8
    assert pipeline.render(path, "staging", "b") == [each for each in staging if each["metadata"]["name"] == "b"]
    assert pipeline.render(path, "production", "b") == []


def test_overview(write: Callable[[str], Path]) -> None:
    """A row for each server and environment; drift where its files are not as wanted."""
    path = write(servers("a"))
    synced(path)
    (path.parent / "overlays/staging/a/kustomization.yaml").unlink()
    assert pipeline.overview(path, Work()) == [
        Row("a", "production", "org/a:v1", "1", "", drift=False),
        Row("a", "staging", "org/a:v1", "1", "", drift=True),
    ]


def test_explained(write: Callable[[str], Path]) -> None:
    """The line that was asked for, with the place in the catalog that wrote it."""
    path = write(servers("a"))
    place = Place(str(path), 6, 37)
    expected = Explanation(8, "    newTag: v1", "mcp.a.image.tag", place, written=True)
    assert pipeline.explained(path, FILES[7], 8) == [expected]
    assert expected in pipeline.explained(path, FILES[7], None)


@pytest.mark.parametrize(
    ("environment", "server", "said"),
    [
        ("prod", None, "catalog.yaml:1:1: environments: there is no prod, known here: production, staging"),
        ("production", "aa", "catalog.yaml:1:1: mcp: there is no aa, did you mean `a`?"),
    ],
)
def test_what_is_not_there(environment: str, server: str | None, said: str, write: Callable[[str], Path]) -> None:
    """An environment or a server that the catalog does not have is told with the nearest that it has."""
    path = write(servers("a"))
    for ask in (pipeline.render, pipeline.differences):
        with pytest.raises(Invalid) as raised:
            ask(path, environment, server)
        assert problems(raised, path) == said


def test_a_kubernetes_version_without_schemas(write: Callable[[str], Path]) -> None:
    """It is told before anything is rendered, whoever asks, with the names that nothing else can judge."""
    path = write(servers("a", "B").replace("staging: {", "staging: {kubernetesVersion: '1.99', "))
    for ask in (
        pipeline.load,
        lambda path: pipeline.generate(path, Work()),
        lambda path: pipeline.compare(path, Policy(), Work()),
        lambda path: pipeline.sync(path, Policy(), Work(), 0),
        lambda path: pipeline.render(path, "production", None),
        lambda path: pipeline.render(path, "staging", "a"),
        lambda path: pipeline.differences(path, None, None),
        lambda path: pipeline.overview(path, Work()),
        lambda path: pipeline.explained(path, FILES[0], None),
    ):
        with pytest.raises(Invalid) as raised:
            ask(path)
        assert problems(raised, path).splitlines() == [
            "catalog.yaml:2:32: environments.staging.kubernetesVersion: "
            "there are no schemas of Kubernetes 1.99, write one from 1.25 to 1.37",
            "catalog.yaml:8:3: mcp.B: `B` is not a name that Kubernetes takes, "
            "write lower-case letters, digits and `-`, a letter first, such as `b`",
        ]


def test_render_and_differences_tell_all_problems(write: Callable[[str], Path]) -> None:
    """An environment's objects are refused for what `generate` would tell; one server's only for its own problems."""
    text = servers("a", "b", "c").replace("org/b", "Org/b").replace("org/c", "Org/c")
    path = write(text + "  D: {}\n")
    with pytest.raises(Invalid) as raised:
        pipeline.generate(path, Work())
    assert len(raised.value.problems) == 3
    with pytest.raises(Invalid) as rendered:
        pipeline.render(path, "staging", None)
    assert rendered.value.problems == raised.value.problems
    write(text)
    with pytest.raises(Invalid) as compared:
        pipeline.differences(path, None, None)
    assert compared.value.problems == raised.value.problems[:2]
    assert len(pipeline.render(path, "staging", "a")) == 4
