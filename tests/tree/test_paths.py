"""Paths that cannot leave their root (promise 7)."""

from __future__ import annotations

import pytest

from mcpgen.tree.errors import Outside
from mcpgen.tree.paths import checked, ours, parents, server_of


def test_ours() -> None:
    """Plain relative paths below the owned folders."""
    for path in ("base/a/service.yaml", "overlays/e/kustomization.yaml", "clusters/e/x-1.yaml"):
        assert checked(path) == path
        assert ours(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "base",
        "/base/a",
        "base//a",
        "base/../x",
        "base/./x",
        "etc/passwd",
        "../base/a",
        "base/.git",
        "base/a\n",
        "base/" + "a" * 300,
        "base/a b",
        "base/\udcff",
    ],
)
def test_refused(path: str) -> None:
    """Everything else."""
    with pytest.raises(Outside):
        checked(path)
    assert not ours(path)


def test_parents() -> None:
    """The folders above, topmost first."""
    assert parents("base/a/service.yaml") == ["base", "base/a"]
    assert parents("base") == []


@pytest.mark.parametrize(
    ("path", "server"),
    [
        ("base/a/service.yaml", "a"),
        ("overlays/staging/a/kustomization.yaml", "a"),
        ("overlays/staging/kustomization.yaml", ""),
        ("overlays/staging/groups/a/kustomization.yaml", ""),
        ("overlays/staging/groups/kustomization.yaml", ""),
        ("clusters/staging/flux/a.yaml", ""),
        ("base/kustomization.yaml", ""),
        ("", ""),
    ],
)
def test_server_of(path: str, server: str) -> None:
    """Files of a server's base and overlays are its own; lists, groups and what delivers are no server's."""
    assert server_of(path) == server
