"""Where Flux reads from: a GitRepository, or an OCIRepository.

Source: fluxcd/source-controller, `api/v1` (source.toolkit.fluxcd.io/v1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.delivery.flux.metadata import metadata

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

_API = "source.toolkit.fluxcd.io/v1"

ORIGINS = {
    "metadata/namespace": ("flux", "namespace"),
    "spec": ("git",),
    "spec/interval": ("interval",),
    "spec/url": ("git", "url"),
    "spec/ref/branch": ("git", "branch"),
    "spec/secretRef": ("git", "secret"),
}
OCI_ORIGINS = {
    "metadata/namespace": ("flux", "namespace"),
    "spec": ("oci",),
    "spec/interval": ("interval",),
    "spec/url": ("oci", "url"),
    "spec/ref/tag": ("oci", "tag"),
    "spec/ref/semver": ("oci", "semver"),
    "spec/ref/digest": ("oci", "digest"),
    "spec/provider": ("oci", "provider"),
    "spec/secretRef": ("oci", "secret"),
}


def source(site: Site) -> Object:
    """The source of an environment, under the environment's name."""
    return _git(site) if site.delivery.git else _oci(site)


def reference(site: Site) -> dict[str, Any]:
    """What a Kustomization names its source by."""
    return {"kind": "GitRepository" if site.delivery.git else "OCIRepository", "name": site.environment}


def _git(site: Site) -> Object:
    git = site.delivery.git
    spec: Object = {"interval": site.delivery.interval}
    if git:
        spec |= {"url": git.url, "ref": {"branch": git.branch}, **_secret(git.secret)}
    return {"apiVersion": _API, "kind": "GitRepository", "metadata": metadata(site, site.environment), "spec": spec}


def _oci(site: Site) -> Object:
    oci = site.delivery.oci
    spec: Object = {"interval": site.delivery.interval}
    if oci:
        versions = {"tag": oci.tag, "semver": oci.semver, "digest": oci.digest}
        ref = {key: value for key, value in versions.items() if value}
        spec |= {"url": oci.url, "ref": ref, "provider": oci.provider, **_secret(oci.secret)}
    return {"apiVersion": _API, "kind": "OCIRepository", "metadata": metadata(site, site.environment), "spec": spec}


def _secret(name: str | None) -> Object:
    return {"secretRef": {"name": name}} if name else {}
