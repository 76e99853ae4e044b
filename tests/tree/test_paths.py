"""Paths that cannot leave their root (promise 7)."""

from __future__ import annotations

import pytest

from mcpgen.tree.errors import Outside
from mcpgen.tree.paths import checked


def test_ours() -> None:
    """Plain relative paths below the owned folders."""
    for path in ("base/a/service.yaml", "overlays/e/kustomization.yaml", "clusters/e/x-1.yaml"):
        assert checked(path) == path


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
    ],
)
def test_refused(path: str) -> None:
    """Everything else."""
    with pytest.raises(Outside):
        checked(path)
