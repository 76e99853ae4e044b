"""What a sync would change in the objects by which Flux and Argo CD deliver: `pipeline.differences` over `clusters/`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from mcpgen import pipeline
from mcpgen.tree.errors import Refused
from tests.conftest import servers
from tests.test_differences import FOREIGN, KINDS, beheaded, emptied, synced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def delivered(url: str, *names: str) -> str:
    """The text of a catalog whose production Flux delivers from that repository."""
    delivery = f"delivery: {{git: {{url: '{url}'}}, flux: {{}}}}"
    return servers(*names).replace("production: {", f"production: {{{delivery}, ")


def test_differences_of_what_delivers(write: Callable[[str], Path]) -> None:
    """Objects below `clusters/` come behind those of servers, and are nobody's own; lists of files are no objects."""
    path = write(delivered("https://git.example.com/one", "a", "b"))
    synced(path)
    write(delivered("https://git.example.com/two", "a", "c"))
    found = pipeline.differences(path, None, None)
    assert [(each.environment, each.kind, each.name, each.action) for each in found if each.server is None] == [
        ("production", "GitRepository", "production", "update"),
        ("production", "Kustomization", "production-c", "create"),
        ("production", "Kustomization", "production-b", "delete"),
    ]
    assert [each.server for each in found[-4:]] == ["c", None, None, None]
    source = next(each for each in found if each.kind == "GitRepository")
    assert source.old is not None
    assert source.new is not None
    assert {**source.old["spec"], "url": source.new["spec"]["url"]} == source.new["spec"]
    assert pipeline.differences(path, "staging", None) == [each for each in found if each.environment == "staging"]
    assert [each.server for each in pipeline.differences(path, "production", "c")] == ["c"] * len(KINDS)
    synced(path)
    assert pipeline.differences(path, None, None) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [(emptied, "is empty, or not a file"), (beheaded, FOREIGN), (lambda file: file.write_text("a: [\n"), FOREIGN)],
    ids=["emptied", "beheaded", "foreign"],
)
def test_differences_names_a_damaged_file_that_delivers(
    damage: Callable[[Path], None], said: str, write: Callable[[str], Path]
) -> None:
    """What is live cannot be known from it."""
    path = write(delivered("https://git.example.com/one", "a"))
    synced(path)
    file = "clusters/production/flux/source.yaml"
    damage(path.parent / file)
    with pytest.raises(Refused) as raised:
        pipeline.differences(path, None, None)
    assert raised.value.lines[0] == f"{file}: {said}"
    assert pipeline.differences(path, "staging", None) == []


def test_differences_of_a_file_that_delivers_and_was_edited(write: Callable[[str], Path]) -> None:
    """A hand edit is live; a sync that goes over it takes it back."""
    path = write(delivered("https://git.example.com/one", "a"))
    synced(path)
    file = path.parent / "clusters/production/flux/source.yaml"
    file.write_text(file.read_text().replace("example.com/one", "example.com/two"))
    (found,) = pipeline.differences(path, None, None)
    assert found.old is not None
    assert found.new is not None
    assert (found.kind, found.action, found.old["spec"]["url"]) == ("GitRepository", "update", "https://git.example.com/two")
    assert found.new["spec"]["url"] == "https://git.example.com/one"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("flux: {}", "grouping: group, groupBy: owner, flux: {}"),
        ("flux: {}, namespace: {create: true}", "argocd: {}, namespace: {create: true}"),
        ("flux: {}, argocd: {}, namespace: {create: true}", "flux: {}, namespace: {create: true}"),
    ],
    ids=["another file", "another tool", "one tool of two"],
)
def test_an_object_that_moves_to_another_file_stays(before: str, after: str, write: Callable[[str], Path]) -> None:
    """What the cluster keeps is neither created nor deleted, whichever file it stands in."""
    text = delivered("https://git.example.com/one", "a").replace("    port: 8000\n", "    port: 8000\n    owner: a\n")
    path = write(text.replace("flux: {}", before))
    synced(path)
    write(text.replace("flux: {}", after))
    found = [(each.kind, each.name, each.action) for each in pipeline.differences(path, None, None) if each.server is None]
    assert len({(kind, name) for kind, name, _ in found}) == len(found)
    stays = ("Kustomization", "production-a") if "group" in after else ("Namespace", "mcp")
    assert {action for *key, action in found if tuple(key) == stays} <= {"update"}


@pytest.mark.parametrize("name", ["base", "overlays", "clusters"])
def test_differences_where_a_file_stands_for_a_folder(name: str, write: Callable[[str], Path]) -> None:
    """It is told, or it is in nobody's way; never a bug."""
    path = write(delivered("https://git.example.com/one", "a"))
    synced(path)
    shutil.rmtree(path.parent / name)
    (path.parent / name).write_text("x\n")
    try:
        assert {each.action for each in pipeline.differences(path, None, None)} == {"create"}
    except Refused as error:
        assert error.lines[0].startswith(f"{name}/")  # noqa: PT017 -- which of the two depends on the folder


def test_differences_of_a_list_of_what_delivers(write: Callable[[str], Path]) -> None:
    """Only what is listed is live: a line less is an object less, and without the list nothing can be known."""
    path = write(delivered("https://git.example.com/one", "a"))
    synced(path)
    listing = path.parent / "clusters/production/flux/kustomization.yaml"
    listing.write_text(listing.read_text().replace("  - server-a.yaml\n", ""))
    assert [(each.kind, each.name, each.action) for each in pipeline.differences(path, None, None)] == [
        ("Kustomization", "production-a", "create")
    ]
    listing.unlink()
    with pytest.raises(Refused) as raised:
        pipeline.differences(path, None, None)
    assert raised.value.lines[0] == "clusters/production/flux/kustomization.yaml: is missing"


def test_files_of_others_beside_what_delivers(write: Callable[[str], Path]) -> None:
    """No list of ours names them, so they are not read, also when nothing else is left there."""
    path = write(delivered("https://git.example.com/one", "a"))
    synced(path)
    (path.parent / "clusters/production/flux/mine.yaml").write_text("kind: ConfigMap\n")
    assert pipeline.differences(path, None, None) == []
    write(servers("a"))
    found = pipeline.differences(path, None, None)
    assert {(each.environment, each.action) for each in found} == {("production", "delete")}
    assert "ConfigMap" not in {each.kind for each in found}


def test_a_list_of_others_in_the_place_of_ours(write: Callable[[str], Path]) -> None:
    """A sync would stop at it, so nothing would change."""
    path = write(delivered("https://git.example.com/one", "a"))
    file = path.parent / "clusters/production/flux/kustomization.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("resources: [mine.yaml]\n")
    with pytest.raises(Refused) as raised:
        pipeline.differences(path, None, None)
    assert raised.value.lines[0] == f"clusters/production/flux/kustomization.yaml: {FOREIGN}"
