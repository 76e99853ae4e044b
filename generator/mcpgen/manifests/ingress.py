"""The Ingress, for controllers that read one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata
from mcpgen.streaming.intent import controller, host, intent, route

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object
    from mcpgen.streaming.interface import Route

ORIGINS = {
    "metadata/annotations": "ingress.annotations",
    "spec": "ingress",
    "spec/ingressClassName": "ingress.className",
    "spec/tls": "ingress.tls",
    "spec/rules": "ingress.host",
    "spec/rules/0/http": "ingress.path",
}


def ingress(server: Server) -> Object | None:
    """The networking.k8s.io/v1 Ingress; None where the catalog does not ask for one, or its controller reads none."""
    found = route(server)
    if found is None or not found.ingress:
        return None
    settings = server.settings.ingress
    spec: Object = {"rules": [_rule(server)]}
    if settings.tls:
        spec = {"tls": [_tls(server)], **spec}
    name = class_name(server)
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": metadata(server, annotations=_annotations(server, found)),
        "spec": {"ingressClassName": name, **spec} if name else spec,
    }


def class_name(server: Server) -> str | None:
    """The class as written, or the one that the controller's installation creates."""
    runs = controller(server)
    return server.settings.ingress.class_name or server.environment.class_name or (runs.class_name if runs else None)


def _annotations(server: Server, found: Route) -> dict[str, str]:
    """What the controller needs, what cert-manager needs, then the catalog's own words, which win."""
    settings = server.settings.ingress
    words = dict(found.annotations)
    if settings.tls and settings.tls.issuer:
        key = "cert-manager.io/cluster-issuer" if settings.tls.issuer_kind == "ClusterIssuer" else "cert-manager.io/issuer"
        words[key] = settings.tls.issuer
    return {**words, **settings.annotations}


def _tls(server: Server) -> Object:
    asked = intent(server)
    return {"hosts": [asked.host], "secretName": asked.certificate} if asked.host else {"secretName": asked.certificate}


def _rule(server: Server) -> Object:
    settings = server.settings.ingress
    backend = {"service": {"name": server.name, "port": {"name": "http"}}}
    http = {"paths": [{"path": settings.path, "pathType": settings.path_type, "backend": backend}]}
    found = host(server)
    return {"host": found, "http": http} if found else {"http": http}
