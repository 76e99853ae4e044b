"""The objects beside the Ingress that a controller needs: middlewares, policies, an HTTPRoute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata
from mcpgen.streaming.intent import route

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {"spec": "ingress"}
"""Of every kind that a controller brings."""


def route_objects(server: Server) -> list[Object]:
    """The controller's own objects, in the order in which it wrote them."""
    found = route(server)
    return [
        {
            "apiVersion": extra.api_version,
            "kind": extra.kind,
            "metadata": metadata(server, name=f"{server.name}{extra.suffix}"),
            **extra.top,
        }
        for extra in (found.objects if found else ())
    ]
