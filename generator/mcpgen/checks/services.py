"""Services whose fields fit their type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object

_FIRST, _LAST = 30000, 32767
"""The ports that a cluster gives to Services. Source: `pkg/kubeapiserver/options/options.go` v1.34.0."""

_ONLY = {
    "externalTrafficPolicy": ("NodePort", "LoadBalancer"),
    "allocateLoadBalancerNodePorts": ("LoadBalancer",),
    "healthCheckNodePort": ("LoadBalancer",),
    "loadBalancerClass": ("LoadBalancer",),
    "loadBalancerSourceRanges": ("LoadBalancer",),
}
"""Field → the types of Service that may have it. Source: core/validation v1.34.0, validateService."""


def services(objects: Sequence[Object]) -> Iterator[Finding]:
    """Ports of the nodes, and fields that the Service's type has no use for."""
    for service in of_kind(objects, "Service"):
        spec = mapping(service, "spec")
        of_type = spec.get("type") or "ClusterIP"
        yield from _node_ports(service, str(of_type))
        for field, types in _ONLY.items():
            if spec.get(field) and of_type not in types and not spec.get("externalIPs"):
                message = f"a Service of type {of_type} has no `{field}`"
                yield finding(service, ("spec", field), message, f"remove it, or write `type: {types[0]}`")
        if spec.get("clusterIP") == "None" and of_type != "ClusterIP":
            message = f"a Service of type {of_type} cannot be without an address"
            yield finding(service, ("spec", "clusterIP"), message, "remove it, or write `type: ClusterIP`")


def _node_ports(service: Object, of_type: str) -> Iterator[Finding]:
    for index, port in items(service["spec"], "ports"):
        number, at = port.get("nodePort"), ("spec", "ports", index, "nodePort")
        if not number:
            continue
        if of_type == "ClusterIP":
            message = "a Service of type ClusterIP has no port on the nodes"
            yield finding(service, at, message, "remove it, or write `type: NodePort`")
        elif isinstance(number, int) and not _FIRST <= number <= _LAST:
            remedy = f"write one from {_FIRST} to {_LAST}, or none and the cluster chooses"
            yield finding(service, at, f"{number} is not a port of the nodes", remedy)
