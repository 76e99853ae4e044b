"""The Service in front of a server's pods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata, selector
from mcpgen.streaming.intent import keeps_sessions, route

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "metadata/annotations": "service.annotations",
    "metadata/labels": "service.labels",
    "spec": "service",
    "spec/ports": "ports:-1",
    "spec/ports/0/port": "service.port|port",
    "spec/ports/0/targetPort": "service.targetPort",
    "spec/ports/0/nodePort": "service.nodePort",
}


def service(server: Server) -> Object:
    """The v1 Service: the MCP port first, then the server's extra ports; other words of `service` go to its spec."""
    settings = server.settings.service
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": metadata(server, more_labels=settings.labels, annotations=_annotations(server)),
        "spec": {
            "type": settings.type,
            **_affinity(server),
            **(settings.model_extra or {}),
            "selector": selector(server),
            "ports": [_port(server), *_extra_ports(server)],
        },
    }


def port(server: Server) -> int:
    """The number of the Service's MCP port."""
    return server.settings.service.port or server.settings.port


def _annotations(server: Server) -> dict[str, str]:
    """What the ingress controller reads from the Service, then the catalog's own words, which win."""
    found = route(server)
    return {**(found.service if found else {}), **server.settings.service.annotations}


def _affinity(server: Server) -> Object:
    """Callers inside the cluster keep their pod; with an ingress in front, its controller sees to that.

    kube-proxy's own timeout of three hours is longer than a stream may idle.
    """
    kept = not server.settings.ingress.enabled and keeps_sessions(server)
    return {"sessionAffinity": "ClientIP"} if kept else {}


def _port(server: Server) -> Object:
    settings = server.settings.service
    found = {
        "name": "http",
        "port": port(server),
        "targetPort": "http" if settings.target_port is None else settings.target_port,
        "protocol": "TCP",
    }
    return {**found, "nodePort": settings.node_port} if settings.node_port else found


def _extra_ports(server: Server) -> list[Object]:
    return [
        {
            "name": extra.get("name"),
            "port": extra.get("containerPort"),
            "targetPort": extra.get("name"),
            "protocol": extra.get("protocol", "TCP"),
        }
        for extra in server.settings.ports
    ]
