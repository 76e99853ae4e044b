"""The HorizontalPodAutoscaler of a server that scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "spec/minReplicas": "autoscaling.minReplicas",
    "spec/maxReplicas": "autoscaling.maxReplicas",
    "spec/metrics": "autoscaling.metrics",
    "spec/behavior": "autoscaling.behavior",
    "spec": "autoscaling",
}


def autoscaler(server: Server) -> Object | None:
    """The autoscaling/v2 HorizontalPodAutoscaler; None where the number of replicas is fixed."""
    if not server.settings.scales:
        return None
    settings = server.settings.autoscaling
    return {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": metadata(server),
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": server.name},
            "minReplicas": settings.min_replicas,
            "maxReplicas": settings.max_replicas,
            "metrics": settings.metrics or [_cpu(settings.target_cpu_utilization_percentage)],
            **_behavior(server),
        },
    }


def _cpu(percent: int) -> Object:
    target = {"type": "Utilization", "averageUtilization": percent}
    return {"type": "Resource", "resource": {"name": "cpu", "target": target}}


def _behavior(server: Server) -> Object:
    """As written. Scaling down ends streams: wait ten minutes, then take one pod in five; without them as Kubernetes does."""
    if server.settings.autoscaling.behavior:
        return {"behavior": server.settings.autoscaling.behavior}
    if not server.settings.streams:
        return {}
    policy = {"type": "Pods", "value": 1, "periodSeconds": 300}
    return {"behavior": {"scaleDown": {"stabilizationWindowSeconds": 600, "policies": [policy]}}}
