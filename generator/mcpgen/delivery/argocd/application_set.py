"""Argo CD's ApplicationSet: an Application for each folder of servers, or of groups, that git has.

Source: argo-cd.readthedocs.io, "Git Generator", "Go Template", "Application Pruning & Resource Deletion".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.delivery.argocd.application import PATHS, generate_paths, spec
from mcpgen.delivery.argocd.metadata import API, metadata, repository
from mcpgen.delivery.names import labels

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

ORIGINS = {"metadata/namespace": ("argocd", "namespace"), "spec": ("argocd", "applicationSet")}


def application_set(site: Site) -> Object:
    """The ApplicationSet of an environment. A folder that vanishes takes its Application along, and leaves the objects.

    So a commit that loses folders by mistake stops no server; objects of a removed one are deleted by hand.
    """
    url, revision = repository(site)
    git = {"repoURL": url, "revision": revision, "directories": _directories(site)}
    found = {
        "goTemplate": True,
        "goTemplateOptions": ["missingkey=error"],
        "generators": [{"git": git}],
        "syncPolicy": {"preserveResourcesOnDeletion": True},
        "template": {"metadata": _head(site), "spec": _spec(site)},
    }
    return {"apiVersion": API, "kind": "ApplicationSet", "metadata": metadata(site, site.environment), "spec": found}


def _directories(site: Site) -> list[dict[str, Any]]:
    overlays = site.path(f"overlays/{site.environment}")
    if site.delivery.grouping == "group":
        return [{"path": f"{overlays}/groups/*"}]
    return [{"path": f"{overlays}/*"}, {"path": f"{overlays}/groups", "exclude": True}]


def _head(site: Site) -> Object:
    """A group's folder says nothing of which bases it reaches: its Application is built again for every one of them."""
    folder = "/{{ .path.path }}"
    if site.delivery.grouping == "group":
        paths = generate_paths(site, [f"overlays/{site.environment}", "base"])
    else:
        paths = f"{folder};{generate_paths(site, ['base/{{ .path.basename }}'])}"
    name = f"{site.environment}-{{{{ .path.basename }}}}"
    return {"name": name, "labels": labels(site.environment), "annotations": {PATHS: paths}}


def _spec(site: Site) -> Object:
    found = spec(site, "", site.members)
    return {**found, "source": {**found["source"], "path": "{{ .path.path }}"}}
