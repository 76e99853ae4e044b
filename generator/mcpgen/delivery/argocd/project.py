"""AppProjects: what the Applications of an environment may read, where they may write, and which kinds.

Source: argo-cd.readthedocs.io, "Projects"; `default` allows everything and is never used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery.argocd.metadata import API, metadata, repository, settings
from mcpgen.delivery.interface import ENVIRONMENT
from mcpgen.delivery.names import bounded

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

IN_CLUSTER = "https://kubernetes.default.svc"
"""The cluster that Argo CD itself runs in, as it names it."""

ORIGINS = {
    "metadata/namespace": ("argocd", "namespace"),
    "spec": ("argocd",),
    "spec/sourceRepos": ("git", "url"),
    "spec/destinations/0/server": ("argocd", "server"),
    "spec/destinations/0/namespace": (ENVIRONMENT, "namespace"),
    "spec/clusterResourceWhitelist": ("namespace", "create"),
}


def project_name(site: Site) -> str:
    """The project of the environment's servers."""
    return bounded("mcp", site.environment)


def root_project_name(site: Site) -> str:
    """The project of the one Application that applies the environment's Argo CD objects."""
    return bounded("mcp", site.environment, "delivery")


def project(site: Site) -> Object:
    """One repository, one namespace of one cluster, and the kinds that the environment's servers have."""
    cluster = [{"group": "", "kind": "Namespace"}] if site.delivery.namespace.create else []
    kinds = sorted({found for member in site.members for found in member.kinds})
    spec = {
        "description": f"MCP servers of {site.environment}",
        "sourceRepos": [repository(site)[0]],
        "destinations": [{"server": settings(site).server, "namespace": site.namespace}],
        "clusterResourceWhitelist": cluster,
        "namespaceResourceWhitelist": [{"group": group, "kind": kind} for group, kind in kinds],
    }
    return {"apiVersion": API, "kind": "AppProject", "metadata": metadata(site, project_name(site)), "spec": spec}


def root_project(site: Site) -> Object:
    """One repository, Argo CD's own namespace, and Argo CD's own kinds."""
    kinds = ("AppProject", "Application", "ApplicationSet")
    spec = {
        "description": f"How the MCP servers of {site.environment} are delivered",
        "sourceRepos": [repository(site)[0]],
        "destinations": [{"server": IN_CLUSTER, "namespace": settings(site).namespace}],
        "clusterResourceWhitelist": [],
        "namespaceResourceWhitelist": [{"group": "argoproj.io", "kind": kind} for kind in kinds],
    }
    return {"apiVersion": API, "kind": "AppProject", "metadata": metadata(site, root_project_name(site)), "spec": spec}
