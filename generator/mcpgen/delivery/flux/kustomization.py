"""Flux' Kustomizations: one for each unit of servers, and one that applies all of Flux' own objects of the environment.

Source: fluxcd/kustomize-controller, `api/v1` and `docs/spec/v1/kustomizations.md` (kustomize.toolkit.fluxcd.io/v1).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from mcpgen.delivery.flux.metadata import metadata, settings
from mcpgen.delivery.flux.source import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.delivery.site import Site, Unit
    from mcpgen.manifests.objects import Object

SHARD = "sharding.fluxcd.io/key"

_CHECKED = ("SecretStore", "ExternalSecret")
"""Kinds of external-secrets.io whose readiness kustomize-controller does not know by itself."""

ORIGINS = {
    "metadata/namespace": ("flux", "namespace"),
    f"metadata/labels/{SHARD}": ("flux", "shards"),
    "spec": ("grouping",),
    "spec/interval": ("interval",),
    "spec/retryInterval": ("flux", "retryInterval"),
    "spec/timeout": ("flux", "timeout"),
    "spec/prune": ("flux", "prune"),
    "spec/wait": ("flux", "wait"),
    "spec/deletionPolicy": ("flux", "deletionPolicy"),
    "spec/serviceAccountName": ("flux", "serviceAccount"),
    "spec/dependsOn": ("flux", "dependsOn"),
    "spec/healthCheckExprs": ("flux", "wait"),
    "spec/sourceRef": ("git",),
}


def unit(site: Site, each: Unit) -> Object:
    """The Kustomization of one unit. Nothing in it substitutes variables, so `${…}` in a server's words stays."""
    found = settings(site)
    shard = {SHARD: shard_of(each.name, found.shards)} if found.shards else {}
    spec = {
        **_pace(site),
        "path": f"./{site.path(each.folder)}",
        "prune": found.prune,
        "wait": found.wait,
        **_deletion(site),
        **({"serviceAccountName": found.service_account} if found.service_account else {}),
        **_dependencies(site),
        "sourceRef": reference(site),
        **(_health(each) if found.wait else {}),
    }
    return _kustomization(metadata(site, each.name, **shard), spec)


def root(site: Site, folder: str) -> Object:
    """The Kustomization that applies what stands in `folder`, itself among it. It waits for nobody: each unit tells itself."""
    spec = {
        **_pace(site),
        "path": f"./{site.path(folder)}",
        "prune": settings(site).prune,
        "wait": False,
        "sourceRef": reference(site),
    }
    return _kustomization(metadata(site, site.environment), spec)


def shard_of(name: str, shards: Sequence[str]) -> str:
    """The shard of a unit by rendezvous hashing: a shard more or less moves only the units that it takes or gives up."""
    return max(sorted(shards), key=lambda shard: blake2b(f"{shard}/{name}".encode(), digest_size=8).digest())


def _kustomization(head: Object, spec: Object) -> Object:
    return {"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization", "metadata": head, "spec": spec}


def _pace(site: Site) -> Object:
    found = settings(site)
    return {"interval": site.delivery.interval, "retryInterval": found.retry_interval, "timeout": found.timeout}


def _deletion(site: Site) -> Object:
    """A unit of several servers leaves them running when it goes: they may have moved to another unit.

    A server's own Kustomization takes its objects with it, which is how a removed server is pruned.
    """
    written = settings(site).deletion_policy
    policy = written or (None if site.delivery.grouping == "server" else "Orphan")
    return {"deletionPolicy": policy} if policy else {}


def _dependencies(site: Site) -> Object:
    found = [
        {"name": each.name, **({"namespace": each.namespace} if each.namespace else {})} for each in settings(site).depends_on
    ]
    return {"dependsOn": found} if found else {}


def _health(each: Unit) -> Object:
    """Readiness of the secrets' objects as their conditions tell it; without conditions yet, the check goes on waiting."""
    kinds = [kind for kind in _CHECKED if any(member.has(kind) for member in each.members)]
    ready = "status.conditions.exists(e, e.type == 'Ready' && e.status == '{}')"
    checks = [
        {
            "apiVersion": "external-secrets.io/v1",
            "kind": kind,
            "current": ready.format("True"),
            "failed": ready.format("False"),
        }
        for kind in kinds
    ]
    return {"healthCheckExprs": checks} if checks else {}
