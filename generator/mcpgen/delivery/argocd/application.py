"""Argo CD's Applications: one for each unit of servers, and one that applies Argo CD's own objects of the environment.

Sources: argo-cd.readthedocs.io, "Sync Options", "Diffing Customization", "High Availability" (manifest paths), "App Deletion".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.delivery.argocd.metadata import API, metadata, repository, settings
from mcpgen.delivery.argocd.project import IN_CLUSTER, project_name, root_project_name
from mcpgen.delivery.interface import ENVIRONMENT
from mcpgen.delivery.names import bounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.delivery.member import Member
    from mcpgen.delivery.site import Site, Unit
    from mcpgen.manifests.objects import Object

PATHS = "argocd.argoproj.io/manifest-generate-paths"
OPTIONS = "argocd.argoproj.io/sync-options"

_FINALIZER = "resources-finalizer.argocd.argoproj.io"
"""With it, an Application that goes takes its objects with it."""

ORIGINS = {
    "metadata/namespace": ("argocd", "namespace"),
    "spec": ("grouping",),
    "spec/source": ("git",),
    "spec/source/repoURL": ("git", "url"),
    "spec/source/targetRevision": ("git", "branch"),
    "spec/destination/server": ("argocd", "server"),
    "spec/destination/namespace": (ENVIRONMENT, "namespace"),
    "spec/syncPolicy": ("argocd",),
    "spec/syncPolicy/automated/prune": ("argocd", "prune"),
    "spec/syncPolicy/automated/selfHeal": ("argocd", "selfHeal"),
}


def unit(site: Site, each: Unit) -> Object:
    """The Application of one unit. A single server's takes its objects with it, which is how a removed server is pruned.

    One of several servers leaves them running when it goes: they may have moved to another unit.
    """
    folders = [each.folder, *(f"overlays/{site.environment}/{member.name}" for member in each.members)]
    bases = [f"base/{member.name}" for member in each.members]
    if site.delivery.grouping == "environment":
        folders, bases = [each.folder], ["base"]
    head = metadata(site, each.name, {PATHS: generate_paths(site, dict.fromkeys([*folders, *bases]))})
    if site.delivery.grouping == "server":
        head["finalizers"] = [_FINALIZER]
    return {"apiVersion": API, "kind": "Application", "metadata": head, "spec": spec(site, each.folder, each.members)}


def root(site: Site, folder: str) -> Object:
    """The Application that applies what stands in `folder`, itself among it."""
    url, revision = repository(site)
    head = metadata(site, site.environment, {PATHS: generate_paths(site, [folder])})
    found = {
        "project": root_project_name(site),
        "source": {"repoURL": url, "targetRevision": revision, "path": site.path(folder)},
        "destination": {"server": IN_CLUSTER, "namespace": settings(site).namespace},
        "syncPolicy": {"automated": _automated(site), "syncOptions": ["ServerSideApply=true", "PruneLast=true"]},
    }
    return {"apiVersion": API, "kind": "Application", "metadata": head, "spec": found}


def of_namespace(site: Site, folder: str) -> Object:
    """The Application of the Namespace alone: one that every server's Application labels would belong to all of them."""
    url, revision = repository(site)
    head = metadata(site, bounded("mcp", site.environment, "namespace"), {PATHS: generate_paths(site, [folder])})
    found = {
        "project": project_name(site),
        "source": {"repoURL": url, "targetRevision": revision, "path": site.path(folder)},
        "destination": {"server": settings(site).server, "namespace": site.namespace},
        "syncPolicy": {"automated": _automated(site), "syncOptions": ["ServerSideApply=true"]},
    }
    return {"apiVersion": API, "kind": "Application", "metadata": head, "spec": found}


def spec(site: Site, folder: str, members: Iterable[Member]) -> Object:
    """What an Application of servers in `folder` is, be it written out or the template of a set."""
    url, revision = repository(site)
    found: Object = {
        "project": project_name(site),
        "source": {"repoURL": url, "targetRevision": revision, "path": site.path(folder)},
        "destination": {"server": settings(site).server, "namespace": site.namespace},
        "syncPolicy": _policy(site),
    }
    scaled = [member.name for member in members if member.has("HorizontalPodAutoscaler")]
    if scaled:
        found["ignoreDifferences"] = [_replicas(name) for name in scaled]
    return found


def generate_paths(site: Site, folders: Iterable[str]) -> str:
    """Only commits that touch one of the folders make Argo CD build the Application again; each from the repository's root."""
    return ";".join(f"/{site.path(folder)}" for folder in folders)


def _policy(site: Site) -> dict[str, Any]:
    """`CreateNamespace` only where the namespace is mcpgen's: servers need not wait for its own Application."""
    create = ["CreateNamespace=true"] if site.delivery.namespace.create else []
    options = [*create, "ServerSideApply=true", "RespectIgnoreDifferences=true", "PruneLast=true"]
    retry = {"limit": 5, "backoff": {"duration": "10s", "factor": 2, "maxDuration": "5m"}}
    return {"automated": _automated(site), "syncOptions": options, "retry": retry}


def _automated(site: Site) -> dict[str, bool]:
    return {"prune": settings(site).prune, "selfHeal": settings(site).self_heal}


def _replicas(name: str) -> Object:
    """An autoscaler owns the number of pods: Argo CD neither shows it as a difference nor sets it back."""
    return {"group": "apps", "kind": "Deployment", "name": name, "jsonPointers": ["/spec/replicas"]}
