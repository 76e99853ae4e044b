"""The Ingress, for controllers that read one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata
from mcpgen.streaming import nginx

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "metadata/annotations": "ingress.annotations",
    "spec": "ingress",
    "spec/ingressClassName": "ingress.className",
    "spec/tls": "ingress.tls",
    "spec/rules": "ingress.host",
    "spec/rules/0/http": "ingress.path",
}


def ingress(server: Server) -> Object | None:
    """The networking.k8s.io/v1 Ingress; None where the catalog does not ask for one."""
    settings = server.settings.ingress
    if not settings.enabled or server.environment.controller is None:
        return None
    spec: Object = {"ingressClassName": settings.class_name or server.environment.class_name}
    if settings.tls:
        spec["tls"] = [_tls(server)]
    spec["rules"] = [_rule(server)]
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": metadata(server, annotations=_annotations(server)),
        "spec": spec,
    }


def host(server: Server) -> str | None:
    """The host as written, or `mcp-<name>.<domain>` without doubling an `mcp-`; None where there is no domain."""
    written = server.settings.ingress.host
    domain = server.environment.domain
    if written or not domain:
        return written
    prefix = "" if server.name.startswith("mcp-") else "mcp-"
    return f"{prefix}{server.name}.{domain}"


def _annotations(server: Server) -> dict[str, str]:
    """What the stream needs, what cert-manager needs, then the catalog's own words, which win."""
    settings = server.settings.ingress
    found = nginx.stream_annotations(stream=settings.sse)
    if settings.tls and settings.tls.issuer:
        key = "cert-manager.io/cluster-issuer" if settings.tls.issuer_kind == "ClusterIssuer" else "cert-manager.io/issuer"
        found[key] = settings.tls.issuer
    return {**found, **settings.annotations}


def _tls(server: Server) -> Object:
    tls = server.settings.ingress.tls
    name = (tls.secret_name if tls else None) or f"{server.name}-tls"
    found = host(server)
    return {"hosts": [found], "secretName": name} if found else {"secretName": name}


def _rule(server: Server) -> Object:
    settings = server.settings.ingress
    backend = {"service": {"name": server.name, "port": {"name": "http"}}}
    http = {"paths": [{"path": settings.path, "pathType": settings.path_type, "backend": backend}]}
    found = host(server)
    return {"host": found, "http": http} if found else {"http": http}
