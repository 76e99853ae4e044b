"""Environments whose controllers differ: kustomize builds for each what `render` prints, and all of it is valid."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mcpgen.pipeline import render
from tests.outside.definitions import wrong
from tests.outside.intents import ENTRANCES, environment, server, taken
from tests.tools import MCPGEN, run, tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.outside.intents import Taken

OTHERS = [name for name in ENTRANCES if name != "nginx"]


def asking(entrance: str, folder: Path) -> dict[str, Any]:
    """An environment whose server asks its entrance for all that it takes."""
    return {**environment(entrance), "mcp": {"search": server(_second(taken(entrance, folder)).ingress)}}


def built(folder: Path, name: str) -> list[Any]:
    """The objects of an environment from kustomize, which are those that `render` prints."""
    found = list(yaml.load_all(run(tool("kustomize"), "build", f"overlays/{name}", cwd=folder), yaml.CSafeLoader))
    assert found == render(folder / "catalog.yaml", name, None)
    return found


def _second(ways: Iterator[Taken]) -> Taken:
    """The way with a service that is asked who may call."""
    return next(islice(ways, 1, None))


@pytest.mark.parametrize("entrance", OTHERS)
def test_nginx_here_and_another_there(entrance: str, tmp_path: Path) -> None:
    """The overlays bring what the base cannot have; each asks for what its own controller takes."""
    staging = {**asking("nginx", tmp_path), "namespace": "mcp-staging", "domain": "staging.example.com"}
    environments = {"staging": staging, "production": asking(entrance, tmp_path)}
    catalog = {"environments": environments, "mcp": {"search": {"enabled": True}}}
    (tmp_path / "catalog.yaml").write_text(json.dumps(catalog), encoding="utf-8")
    run(MCPGEN, "sync", cwd=tmp_path)
    objects = {name: built(tmp_path, name) for name in ("staging", "production")}
    assert [said for found in objects.values() for each in found for said in wrong(each)] == []
    ways = {name: {each["kind"] for each in found} & {"Ingress", "HTTPRoute"} for name, found in objects.items()}
    assert ways == {"staging": {"Ingress"}, "production": {"HTTPRoute" if entrance.startswith("gateway") else "Ingress"}}
