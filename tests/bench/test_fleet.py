"""The catalog of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.fleet import fleet
from mcpgen import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_fleet_has_as_many_servers_as_asked_for(write: Callable[[str], Path]) -> None:
    """It is a catalog without a problem, and each server gives its files."""
    path = write(fleet(12))
    assert sorted(pipeline.load(path).names) == sorted(f"server-{number}" for number in range(12))
    files = pipeline.generate(path, pipeline.Work())
    assert sum(name.endswith("/deployment.yaml") for name in files if name.startswith("base/")) == 12


def test_every_tenth_server_has_an_override(write: Callable[[str], Path]) -> None:
    """Its digest, in production only."""
    files = pipeline.generate(write(fleet(11)), pipeline.Work())
    digests = [name for name, text in files.items() if "digest: sha256:" in text]
    assert digests == [f"overlays/production/server-{number}/kustomization.yaml" for number in (0, 10)]
