"""The Namespace as Flux applies it."""

from __future__ import annotations

from mcpgen.delivery.flux.namespace import namespace
from tests.delivery.samples import LABELS, site_of

PREFIX = "pod-security.kubernetes.io"


def test_namespace() -> None:
    """Flux never deletes it."""
    labels = {**LABELS, f"{PREFIX}/audit": "restricted", f"{PREFIX}/warn": "restricted"}
    annotations = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    assert namespace(site_of("flux: {}")) == {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": "tools", "labels": labels, "annotations": annotations},
    }
