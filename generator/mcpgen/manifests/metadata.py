"""Names and labels that all objects of a server share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object


def selector(server: Server) -> dict[str, str]:
    """The labels that select the server's pods. A Deployment's selector is immutable, so these never change."""
    return {"app.kubernetes.io/name": server.name, "app.kubernetes.io/instance": server.name}


def labels(server: Server) -> dict[str, str]:
    """Kubernetes' recommended labels, the owner, then the catalog's own, which never name the selector's."""
    found = {
        **selector(server),
        "app.kubernetes.io/component": "mcp-server",
        "app.kubernetes.io/part-of": "mcp",
        "app.kubernetes.io/managed-by": "mcpgen",
    }
    if server.settings.owner:
        found["owner"] = server.settings.owner
    if server.settings.labels:
        found |= server.settings.labels
    return found


def versioned(server: Server) -> dict[str, str]:
    """The labels with the image's tag as version, where a label can hold it.

    Only the workload carries it: on every object, each new tag would be a patch of every object.
    """
    tag = server.settings.image.tag
    found = labels(server)
    if tag and re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?", tag):
        found.setdefault("app.kubernetes.io/version", tag)
    return found


def metadata(
    server: Server,
    *,
    name: str | None = None,
    more_labels: Mapping[str, str] | None = None,
    annotations: Mapping[str, str] | None = None,
) -> Object:
    """An object's metadata: name, namespace where it is known, labels, annotations where there are any."""
    found: Object = {"name": name or server.name}
    if server.environment.namespace:
        found["namespace"] = server.environment.namespace
    found["labels"] = {**labels(server), **more_labels} if more_labels else labels(server)
    words = {**server.settings.annotations, **(annotations or {})}
    if words:
        found["annotations"] = words
    return found
