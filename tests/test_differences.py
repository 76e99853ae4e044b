"""What a sync would change in each cluster: `pipeline.differences` over trees as mcpgen wrote them, and as hands left them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mcpgen import pipeline
from mcpgen.pipeline import Work
from mcpgen.tree.errors import Refused
from mcpgen.tree.plan import Policy
from tests.conftest import servers

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ["ServiceAccount", "Service", "Deployment", "NetworkPolicy"]


def synced(path: Path) -> None:
    """Syncs the catalog."""
    pipeline.sync(path, Policy(), Work(), 0)


def test_differences(write: Callable[[str], Path]) -> None:
    """Objects that a sync would create, change and delete, by environment and server; none after it."""
    path = write(servers("a", "b"))
    synced(path)
    assert pipeline.differences(path, None, None) == []
    old = {each["kind"]: each for each in pipeline.render(path, "staging", "a")}
    write(servers("a", "c").replace("8000", "9000", 1))
    new = {each["kind"]: each for each in pipeline.render(path, "staging", "a")}
    found = pipeline.differences(path, "staging", None)
    assert [(each.server, each.kind, each.name, each.action) for each in found] == [
        *(("a", kind, "a", "update") for kind in KINDS[1:]),
        *(("b", kind, "b", "delete") for kind in KINDS),
        *(("c", kind, "c", "create") for kind in KINDS),
    ]
    assert {each.kind: (each.old, each.new) for each in found[:3]} == {kind: (old[kind], new[kind]) for kind in KINDS[1:]}
    assert {each.environment for each in found} == {"staging"}
    both = pipeline.differences(path, None, None)
    assert [replace(each, environment="staging") for each in both] == [*found, *found]
    assert pipeline.differences(path, "staging", "c") == found[7:]
    synced(path)
    assert pipeline.differences(path, None, None) == []


@pytest.mark.parametrize("resource", ["../../../base/a", "cm.yaml"])
def test_differences_leaves_hand_written_overlays_alone(resource: str, write: Callable[[str], Path]) -> None:
    """What stands beside the generated overlays, a copy of one too, is not read: a sync would do nothing."""
    path = write(servers("a"))
    synced(path)
    overlays = path.parent / "overlays/staging"
    (overlays / "legacy").mkdir()
    (overlays / "legacy/kustomization.yaml").write_text(f"resources: [{resource}]\n")
    shutil.copytree(overlays / "a", overlays / "copy")
    assert pipeline.sync(path, Policy(), Work(), 0).clean
    assert pipeline.differences(path, None, None) == []


def emptied(file: Path) -> None:
    """Cut to nothing."""
    file.write_bytes(b"")


def shortened(file: Path) -> None:
    """Cut behind its first lines."""
    file.write_bytes(file.read_bytes()[:180])


def beheaded(file: Path) -> None:
    """Cut within its first line."""
    file.write_bytes(file.read_bytes()[:40])


EDITED, FOREIGN = "was edited by hand or cut short", "is not a file that mcpgen wrote here"


@pytest.mark.parametrize(
    ("file", "damage", "said"),
    [
        ("base/a/service.yaml", emptied, "is empty, or not a file"),
        ("base/a/service.yaml", beheaded, FOREIGN),
        ("base/a/service.yaml", Path.unlink, "is missing"),
        ("base/a/deployment.yaml", shortened, EDITED),
        ("base/a/kustomization.yaml", emptied, "is empty, or not a file"),
        ("base/a/kustomization.yaml", Path.unlink, "is missing"),
        ("overlays/staging/a/kustomization.yaml", emptied, "is empty, or not a file"),
        ("overlays/staging/a/kustomization.yaml", beheaded, FOREIGN),
        ("overlays/staging/a/kustomization.yaml", shortened, EDITED),
    ],
)
def test_differences_names_a_damaged_file(
    file: str, damage: Callable[[Path], None], said: str, write: Callable[[str], Path]
) -> None:
    """And only that one; the servers that it has no part in can still be compared."""
    path = write(servers("a", "b"))
    synced(path)
    damage(path.parent / file)
    way_out = "nothing was compared. Run `mcpgen sync`: it writes what is missing, and shows what it would overwrite"
    with pytest.raises(Refused) as raised:
        pipeline.differences(path, None, None)
    assert raised.value.lines == (f"{file}: {said}", way_out)
    assert pipeline.differences(path, None, "b") == []


def test_differences_of_a_cut_file_that_still_builds(write: Callable[[str], Path]) -> None:
    """It is compared as kustomize would build it: the objects that it lost are to be created."""
    path = write(servers("a"))
    synced(path)
    listing = path.parent / "base/a/kustomization.yaml"
    listing.write_text(listing.read_text().partition("  - networkpolicy.yaml")[0])
    changes = pipeline.differences(path, "staging", None)
    kept = [line.strip("- ") for line in listing.read_text().splitlines() if line.startswith("  - ")]
    lost = [kind for kind in KINDS if f"{kind.lower()}.yaml" not in kept]
    assert [(each.kind, each.action) for each in changes] == [(kind, "create") for kind in lost]
    assert "NetworkPolicy" in lost


def test_differences_names_every_damaged_server(write: Callable[[str], Path]) -> None:
    """Sorted, a file that both environments build on once."""
    path = write(servers("a", "b"))
    synced(path)
    for file in ("base/b/service.yaml", "base/a/service.yaml"):
        emptied(path.parent / file)
    with pytest.raises(Refused) as raised:
        pipeline.differences(path, None, None)
    assert [line.partition(":")[0] for line in raised.value.lines[:-1]] == ["base/a/service.yaml", "base/b/service.yaml"]
