"""Which servers a folder builds."""

from __future__ import annotations

import pytest

from mcpgen.kustomize.reach import Reach

TREE = {
    "overlays/p/kustomization.yaml": b"resources: [a, groups/g, namespace.yaml]\n",
    "overlays/p/a/kustomization.yaml": b"resources: [../../../base/a]\n",
    "overlays/p/b/kustomization.yaml": b"resources: [../../../base/b]\n",
    "overlays/p/groups/g/kustomization.yaml": b"resources: [../../b, ../g, ../../../../elsewhere]\n",
    "overlays/p/groups/broken/kustomization.yaml": b"resources: [\n",
    "overlays/p/groups/odd/kustomization.yaml": b"resources: {a: b}\n",
    "overlays/q/a/kustomization.yaml": b"resources: [../../../base/a]\n",
    "overlays/q/a/deployment.yaml": b"",
}


@pytest.mark.parametrize(
    ("folder", "servers"),
    [
        ("overlays/p/a", {"overlays/p/a"}),
        ("overlays/p/groups/g", {"overlays/p/b"}),
        ("overlays/p", {"overlays/p/a", "overlays/p/b"}),
        ("overlays/q", {"overlays/q/a"}),
        ("overlays/p/groups/broken", set()),
        ("overlays/p/groups/odd", set()),
        ("overlays/none", set()),
        ("base/a", set()),
        (".", set()),
        ("", set()),
    ],
)
def test_servers(folder: str, servers: set[str]) -> None:
    """Through lists of lists, however they go round; below a folder without a list, all that is there, as Flux has it."""
    assert Reach(TREE.get, TREE).servers(folder) == servers


def test_each_list_is_read_once() -> None:
    """However many owners lead through it."""
    read: list[str] = []

    def files(path: str) -> bytes | None:
        read.append(path)
        return TREE.get(path)

    reach = Reach(files, TREE)
    assert reach.servers("overlays/p") == reach.servers("overlays/p")
    assert sorted(read) == ["overlays/p/groups/g/kustomization.yaml", "overlays/p/kustomization.yaml"]
    assert reach.folders[0] == "overlays/p"
