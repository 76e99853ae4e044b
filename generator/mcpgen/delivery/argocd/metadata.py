"""What all of an environment's Argo CD objects have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.delivery import ArgoCd
from mcpgen.delivery.names import labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

API = "argoproj.io/v1alpha1"


def settings(site: Site) -> ArgoCd:
    """What the catalog says of Argo CD; its defaults where the environment is not Argo CD's."""
    return site.delivery.argocd or ArgoCd()


def metadata(site: Site, name: str, annotations: Mapping[str, str] | None = None) -> Object:
    """Name, Argo CD's own namespace, labels, and annotations where there are any."""
    found: Object = {"name": name, "namespace": settings(site).namespace, "labels": labels(site.environment)}
    return {**found, "annotations": dict(annotations)} if annotations else found


def repository(site: Site) -> tuple[str, str]:
    """The URL and the revision that Argo CD reads."""
    git, oci = site.delivery.git, site.delivery.oci
    if git:
        return git.url, git.branch
    return (oci.url, oci.digest or oci.tag or oci.semver or "") if oci else ("", "")
