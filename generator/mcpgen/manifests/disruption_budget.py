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
            "unhealthyPodEvictionPolicy": settings.unhealthy_pod_eviction_policy,
            "selector": {"matchLabels": selector(server)},
        },
    }
