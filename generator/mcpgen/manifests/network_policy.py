"""The NetworkPolicy: who may call a server, and where it may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.catalog.egress import parse
from mcpgen.manifests.cilium_policy import hosts, knows_names
from mcpgen.manifests.metadata import metadata, selector
from mcpgen.streaming.intent import callers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "spec": "networkPolicy",
    "spec/ingress": "networkPolicy.ingress:-1",
    "spec/ingress/0/ports/0/port": "port",
    "spec/egress": "networkPolicy.egress:-1",
}

_PRIVATE = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]
_PRIVATE_V6 = ["fc00::/7", "fe80::/10"]


def network_policy(server: Server) -> Object | None:
    """The networking.k8s.io/v1 NetworkPolicy; None where the catalog turns it off."""
    if not server.settings.network_policy.enabled:
        return None
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": metadata(server),
        "spec": {
            "podSelector": {"matchLabels": selector(server)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": _callers(server),
            "egress": _destinations(server),
        },
    }


def _callers(server: Server) -> list[Any]:
    """Who may call: anyone where the Service is open to the outside; else controller, monitoring, and who is named."""
    settings, network = server.settings, server.environment.network
    if settings.service.type != "ClusterIP":
        return [{"ports": _ports(server)}, *settings.network_policy.ingress]
    peers = _controller(server)
    if network:
        peers.append(_namespace(network.monitoring_namespace))
    peers += [_namespace(name) for name in settings.network_policy.namespaces]
    rules: list[Any] = [{"from": peers, "ports": _ports(server)}] if peers else []
    return [*rules, *settings.network_policy.ingress]


def _ports(server: Server) -> list[Object]:
    """The MCP port, the extra ports, and the port that the Service leads to, where a sidecar owns it."""
    settings = server.settings
    found = [(settings.port, "TCP"), *((port["containerPort"], port.get("protocol", "TCP")) for port in settings.ports)]
    target = settings.service.target_port
    beside = [port for sidecar in settings.sidecars for port in sidecar.get("ports") or () if isinstance(port, dict)]
    numbers = [(port.get("name"), port.get("containerPort")) for port in beside]
    found += [(number, "TCP") for name, number in numbers if isinstance(number, int) and target in (name, number)]
    return [_port(*each) for index, each in enumerate(found) if each not in found[:index]]


def _controller(server: Server) -> list[Object]:
    """Where the ingress controller's connections come from: as its installation has it, unless the environment says more."""
    runs, network = callers(server), server.environment.network
    if runs is None or network is None:
        return []
    namespace = network.controller_namespace or runs.namespace
    labels = runs.pod_labels if network.controller_pod_labels is None else network.controller_pod_labels
    cidrs = network.controller_cidrs or runs.cidrs
    return [*([_namespace(namespace, labels)] if namespace else []), *({"ipBlock": {"cidr": cidr}} for cidr in cidrs)]


def _destinations(server: Server) -> list[Any]:
    """DNS, then what the catalog lists; without a list, HTTPS outside private ranges. Cilium has a policy for names."""
    network = server.environment.network
    dns = [_namespace(network.dns_namespace)] if network else [{"namespaceSelector": {}}]
    ports = [_port(53, "UDP"), _port(53)]
    listed = server.settings.network_policy.egress
    named = {destination for destination in hosts(server) if knows_names(server)}
    items = [item for item in listed or () if not (isinstance(item, str) and parse(item) in named)]
    rules = [_public(443)] if listed is None else [_egress(item) for item in items]
    return [{"to": dns, "ports": ports}, *rules]


def _egress(item: Any) -> Any:
    """A rule of the catalog as it stands, or the rule for `CIDR:port` or `host:port`.

    A plain NetworkPolicy knows no host names: such an item opens its port to all public addresses.
    """
    if not isinstance(item, str):
        return item
    destination = parse(item)
    if destination.cidr is None:
        return _public(destination.port)
    return {"to": [{"ipBlock": {"cidr": destination.cidr}}], "ports": [_port(destination.port)]}


def _public(port: int) -> Object:
    """Every address outside the private ranges, so that neither the cluster nor cloud metadata is in reach."""
    return {
        "to": [
            {"ipBlock": {"cidr": "0.0.0.0/0", "except": list(_PRIVATE)}},
            {"ipBlock": {"cidr": "::/0", "except": list(_PRIVATE_V6)}},
        ],
        "ports": [_port(port)],
    }


def _namespace(name: str, pods: Mapping[str, str] | None = None) -> Object:
    """Both selectors in one item: pods of that kind in that namespace, not either."""
    peer: Object = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}
    return {**peer, "podSelector": {"matchLabels": dict(pods)}} if pods else peer


def _port(number: int | None, protocol: str = "TCP") -> Object:
    return {"protocol": protocol, "port": number}
