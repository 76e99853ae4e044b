"""Files that are not what the catalog asks for, as far as a change could have made them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen import pipeline
from mcpgen.catalog.source import read
from mcpgen.stages.drift import drifted, shared, touched
from tests.conftest import HEAD, servers
from tests.stages.test_transitions import generated, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWO = servers("a", "b")


@pytest.mark.parametrize(
    ("after", "names"),
    [
        (TWO, set()),
        (f"# a remark\n{TWO}", set()),
        (TWO.replace("org/b", "org/c"), {"b"}),
        (servers("a", "c"), {"b", "c"}),
        (TWO.replace("staging: {", "staging: {mcp: {a: {replicas: 2}}, "), {"a"}),
        (TWO.replace("staging: {", "staging: {defaults: {replicas: 2}, "), None),
        (f"defaults: {{replicas: 2}}\n{TWO}", None),
        (TWO.replace("  staging: {namespace: mcp, domain: staging.example.com}\n", ""), None),
        (TWO.replace("port: 8000", "port: true"), {"a", "b"}),
    ],
)
def test_whom_a_change_touches(after: str, names: set[str] | None, write: Callable[[str], Path]) -> None:
    """Servers by name, or all of them (None) where it is of all."""
    old = read(write(TWO))
    assert touched(old, read(write(after))) == names


def found(before: str, after: str, names: set[str], write: Callable[[str], Path]) -> list[str]:
    """The drift of files of `before` under the catalog `after`."""
    disk = tree(generated(write(before)))
    return drifted(pipeline.load(write(after)), names, disk)


def test_files_as_the_catalog_asks(write: Callable[[str], Path]) -> None:
    """No drift, whoever is looked at."""
    assert [found(TWO, TWO, names, write) for names in (set(), {"a"}, {"a", "b"})] == [[], [], []]


def test_a_server_that_was_not_synced(write: Callable[[str], Path]) -> None:
    """Its files; when nobody looks at it, nothing."""
    after = TWO.replace("org/b, tag: v1", "org/b, tag: v2")
    files = ["base/b/deployment.yaml", *(f"overlays/{each}/b/kustomization.yaml" for each in ("production", "staging"))]
    assert found(TWO, after, {"b"}, write) == files
    assert found(TWO, after, {"a"}, write) == []


def test_a_server_that_comes_or_goes(write: Callable[[str], Path]) -> None:
    """Its files and the environments' lists."""
    lists = [f"overlays/{each}/kustomization.yaml" for each in ("production", "staging")]
    assert [path for path in found(TWO, servers("a"), set(), write) if "/b/" not in path] == lists
    assert [path for path in found(servers("a"), TWO, {"b"}, write) if "/b/" not in path] == lists
    gone = f"{HEAD}mcp:\n  a: {{image: {{repository: org/a, tag: v1}}, port: 8000, enabled: false}}\n"
    assert [
        path for path in found(TWO, f"{gone}{TWO.partition('port: 8000')[2][1:]}", {"a"}, write) if "/a/" not in path
    ] == lists


def test_files_of_others_are_no_drift(write: Callable[[str], Path]) -> None:
    """In a folder of a server too."""
    files = generated(write(TWO))
    disk = tree({**files, "base/a/notes.yaml": b"a: b\n"})
    assert drifted(pipeline.load(write(TWO)), {"a"}, disk) == []


def test_files_that_no_server_alone_decides() -> None:
    """Those of clusters and of groups."""
    paths = (
        "clusters/p/flux/a.yaml",
        "overlays/p/groups/g/kustomization.yaml",
        "overlays/p/a/kustomization.yaml",
        "base/a/x.yaml",
    )
    assert list(shared(dict.fromkeys(paths, "id"))) == list(paths[:2])
