"""An environment's Namespace, with what Pod Security (kubernetes.io, "Pod Security Standards") does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery.interface import ENVIRONMENT
from mcpgen.delivery.names import labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

_PREFIX = "pod-security.kubernetes.io"

ORIGINS: dict[str, FieldPath] = {
    "metadata": ("namespace", "create"),
    "metadata/name": (ENVIRONMENT, "namespace"),
    "metadata/labels": ("namespace", "labels"),
    f"metadata/labels/{_PREFIX}/enforce": ("namespace", "podSecurity"),
    f"metadata/labels/{_PREFIX}/audit": ("namespace", "podSecurity"),
    f"metadata/labels/{_PREFIX}/warn": ("namespace", "podSecurity"),
}


def namespace(site: Site, annotations: Mapping[str, str]) -> Object:
    """The v1 Namespace; `annotations` are the tool's, so that it never deletes it: all that is in it would go too."""
    head = {"name": site.namespace, "labels": namespace_labels(site), "annotations": dict(annotations)}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": head}


def namespace_labels(site: Site) -> dict[str, str]:
    """Warnings at the level that every server meets by default; a level is enforced only where the catalog says so.

    The namespace may hold pods of others, and an enforced level would refuse them.
    """
    written = site.delivery.namespace
    level = written.pod_security or "restricted"
    modes = ("enforce", "audit", "warn") if written.pod_security else ("audit", "warn")
    return {**labels(site.environment), **{f"{_PREFIX}/{mode}": level for mode in modes}, **written.labels}
