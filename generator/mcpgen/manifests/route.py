"""The objects beside the Ingress that a controller needs: middlewares, policies, an HTTPRoute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata
from mcpgen.streaming.intent import route

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object
    from mcpgen.streaming.interface import Extra

ORIGINS = {"spec": "ingress"}
"""Of every kind that a controller brings."""

HTTP_ROUTE_ORIGINS = {
    "metadata/annotations": "ingress.annotations",
    "spec": "ingress",
    "spec/parentRefs": "ingress.gateway",
    "spec/hostnames": "ingress.host",
    "spec/rules/0/matches": "ingress.path",
    "spec/rules/0/filters": "ingress.cors",
}


def route_objects(server: Server) -> list[Object]:
    """The controller's own objects, in the order in which it wrote them."""
    found = route(server)
    return [
        {
            "apiVersion": extra.api_version,
            "kind": extra.kind,
            "metadata": metadata(server, name=f"{server.name}{extra.suffix}", annotations=_annotations(server, extra)),
            **extra.top,
        }
        for extra in (found.objects if found else ())
    ]


def _annotations(server: Server, extra: Extra) -> dict[str, str]:
    """The catalog's words for the way to a server stand on what takes the Ingress's place."""
    return server.settings.ingress.annotations if extra.kind == "HTTPRoute" else {}
