"""The environment's Namespace as Flux applies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery.interface import ENVIRONMENT
from mcpgen.delivery.namespace import namespace_labels

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "metadata": ("namespace", "create"),
    "metadata/name": (ENVIRONMENT, "namespace"),
    "metadata/labels": ("namespace", "labels"),
    "metadata/labels/pod-security.kubernetes.io/enforce": ("namespace", "podSecurity"),
    "metadata/labels/pod-security.kubernetes.io/audit": ("namespace", "podSecurity"),
    "metadata/labels/pod-security.kubernetes.io/warn": ("namespace", "podSecurity"),
}


def namespace(site: Site) -> Object:
    """The v1 Namespace. Whatever vanishes from git, Flux does not delete it: all that is in it would go too."""
    annotations = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    head = {"name": site.namespace, "labels": namespace_labels(site), "annotations": annotations}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": head}
