"""The PodDisruptionBudget of a server that runs on more than one pod."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata, selector

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {"spec": "podDisruptionBudget"}


def disruption_budget(server: Server) -> Object | None:
    """The policy/v1 PodDisruptionBudget; None for a single replica, where any budget blocks every drain or does nothing."""
    settings = server.settings.pod_disruption_budget
    if not settings.enabled or server.settings.least_replicas < 2:
        return None
    bounds = {"minAvailable": settings.min_available, "maxUnavailable": settings.max_unavailable}
    written = {key: value for key, value in bounds.items() if value is not None}
    return {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": metadata(server),
        "spec": {
            **(written or {"maxUnavailable": 1}),
            **_unhealthy(server),
            "selector": {"matchLabels": selector(server)},
        },
    }


def _unhealthy(server: Server) -> Object:
    """Pods that are not ready never block a drain, where the cluster knows the field: on by default since Kubernetes 1.27."""
    version = server.environment.kubernetes_version
    if version and int(version.partition(".")[2]) < 27:
        return {}
    return {"unhealthyPodEvictionPolicy": server.settings.pod_disruption_budget.unhealthy_pod_eviction_policy}
