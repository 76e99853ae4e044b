"""A small sound server as objects, and ways to break it."""

from __future__ import annotations

import copy
from typing import Any

LABELS = {"app.kubernetes.io/name": "x"}


def objects() -> list[dict[str, Any]]:
    """Deployment, Service, autoscaler, budget and policy of one server, in which nothing is wrong."""
    container = {
        "name": "x",
        "image": "org/x:v1",
        "ports": [{"name": "http", "containerPort": 8000}],
        "env": [{"name": "LEVEL", "value": "info"}],
        "livenessProbe": {"httpGet": {"path": "/health", "port": "http"}},
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
        "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],
    }
    pod = {"containers": [container], "volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}}]}
    template = {"metadata": {"labels": LABELS}, "spec": pod}
    cidr = {"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}}
    cpu = {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 70}}}
    target = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}
    made = [
        ("apps/v1", "Deployment", {"selector": {"matchLabels": LABELS}, "template": template}),
        ("v1", "Service", {"selector": LABELS, "ports": [{"port": 80, "targetPort": "http", "protocol": "TCP"}]}),
        (
            "autoscaling/v2",
            "HorizontalPodAutoscaler",
            {"scaleTargetRef": target, "minReplicas": 2, "maxReplicas": 4, "metrics": [cpu]},
        ),
        ("policy/v1", "PodDisruptionBudget", {"maxUnavailable": 1, "selector": {"matchLabels": LABELS}}),
        (
            "networking.k8s.io/v1",
            "NetworkPolicy",
            {"podSelector": {"matchLabels": LABELS}, "egress": [{"to": [cidr], "ports": [{"port": 443}]}]},
        ),
    ]
    return [
        copy.deepcopy({"apiVersion": version, "kind": kind, "metadata": {"name": "x", "labels": {"a": "b"}}, "spec": spec})
        for version, kind, spec in made
    ]


def broken(kind: str, path: str, value: Any) -> list[dict[str, Any]]:
    """The objects with `value` put at `path` (`/` between) of the object of `kind`; None removes what is there."""
    found = objects()
    holder: Any = next(each for each in found if each["kind"] == kind)
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
    for step in steps:
        holder = holder[step]
    if value is None:
        del holder[last]
    elif last == "-":
        holder.append(value)
    else:
        holder[last] = value
    return found
