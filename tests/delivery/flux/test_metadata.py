"""What all Flux objects of an environment have in common."""

from __future__ import annotations

from mcpgen.catalog.delivery import Flux
from mcpgen.delivery.flux.metadata import metadata, settings
from tests.delivery.samples import LABELS, site_of


def test_metadata() -> None:
    """Flux' namespace, the environment's labels, and those of one object."""
    found = site_of("flux: {namespace: gitops}")
    assert metadata(found, "x") == {"name": "x", "namespace": "gitops", "labels": LABELS}
    assert metadata(found, "x", tier="1") == {"name": "x", "namespace": "gitops", "labels": {**LABELS, "tier": "1"}}


def test_settings() -> None:
    """As written, or Flux' defaults."""
    assert settings(site_of("flux: {prune: false}")) == Flux.model_validate({"prune": False})
    assert settings(site_of("argocd: {}")) == Flux()
