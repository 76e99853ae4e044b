"""The CiliumNetworkPolicy: where a server may go by host name, which a plain NetworkPolicy cannot say.

Source: docs.cilium.io, "DNS based" policies: `toFQDNs` knows an address only once Cilium's DNS proxy has seen it looked up, so
a rule that lets the proxy see DNS belongs beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.egress import Destination, parse
from mcpgen.manifests.metadata import metadata, selector

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {"spec": "networkPolicy", "spec/egress": "networkPolicy.egress:-1"}


def cilium_policy(server: Server) -> Object | None:
    """The cilium.io/v2 CiliumNetworkPolicy; None where the cluster does not run Cilium, or no host name is listed.

    Policies of both kinds allow together: this one adds the named hosts to what the NetworkPolicy lets out.
    """
    found = hosts(server)
    if not knows_names(server) or not found:
        return None
    return {
        "apiVersion": "cilium.io/v2",
        "kind": "CiliumNetworkPolicy",
        "metadata": metadata(server),
        "spec": {
            "endpointSelector": {"matchLabels": selector(server)},
            "egress": [_dns(server), *(_host(destination) for destination in found)],
        },
    }


def hosts(server: Server) -> list[Destination]:
    """The host names among the destinations of the server, with their ports."""
    settings = server.settings.network_policy
    listed = (settings.egress or []) if settings.enabled else []
    destinations = (parse(item) for item in listed if isinstance(item, str))
    return [destination for destination in destinations if destination.host]


def knows_names(server: Server) -> bool:
    """True where the cluster's network policies may hold host names."""
    network = server.environment.network
    return network is not None and network.provider == "cilium"


def _dns(server: Server) -> Object:
    network = server.environment.network
    labels = {"k8s:io.kubernetes.pod.namespace": network.dns_namespace if network else "kube-system"}
    ports = [{"port": "53", "protocol": "UDP"}, {"port": "53", "protocol": "TCP"}]
    rules = {"dns": [{"matchPattern": "*"}]}
    return {"toEndpoints": [{"matchLabels": labels}], "toPorts": [{"ports": ports, "rules": rules}]}


def _host(destination: Destination) -> Object:
    name = str(destination.host)
    match = {"matchPattern": name} if "*" in name else {"matchName": name}
    return {"toFQDNs": [match], "toPorts": [{"ports": [{"port": str(destination.port), "protocol": "TCP"}]}]}
