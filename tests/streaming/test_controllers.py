"""Every controller that the catalog can name is there, and its page's catalog gives what Kustomize builds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from mcpgen.streaming.controllers import CONTROLLERS
from tests.tools import MCPGEN, ROOT, run, tool

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("nginx", "nginx-f5", "traefik", "haproxy", "alb", "gce")
"""The controllers of plain Ingresses."""


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_page(name: str) -> None:
    """A controller, a page and a catalog under one name."""
    assert name in CONTROLLERS
    assert [(ROOT / f"docs/controllers/{name}.{suffix}").exists() for suffix in ("md", "yaml")] == [True, True]


@pytest.mark.parametrize("name", NAMES)
def test_each_example_builds(name: str, tmp_path: Path) -> None:
    """The example is valid, and Kustomize itself makes of it what `render` prints."""
    shutil.copy(ROOT / f"docs/controllers/{name}.yaml", tmp_path / "catalog.yaml")
    run(MCPGEN, "validate", cwd=tmp_path)
    run(MCPGEN, "sync", cwd=tmp_path)
    built = run(tool("kustomize"), "build", "overlays/production", cwd=tmp_path)
    rendered = run(MCPGEN, "render", "production", cwd=tmp_path)
    assert _objects(rendered) == _objects(built)


def _objects(stream: str) -> dict[tuple[str, str], object]:
    return {(found["kind"], found["metadata"]["name"]): found for found in yaml.safe_load_all(stream)}
