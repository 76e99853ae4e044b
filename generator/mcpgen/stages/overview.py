"""A server in an environment at one glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.streaming.intent import host

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mcpgen.catalog.resolve import Server
    from mcpgen.stages.server import Rendered


@dataclass(frozen=True, slots=True)
class Row:
    """One server in one environment. `replicas` is a number, or the autoscaler's bounds as `2-10`."""

    server: str
    environment: str
    image: str
    replicas: str
    host: str
    drift: bool


def rows(rendered: Rendered, drifted: Collection[str]) -> Iterator[Row]:
    """A row for each environment of the server; `drifted` are the paths that are not as wanted."""
    name = rendered.family.name
    for variant in rendered.family.variants:
        environment = str(variant.environment.name)
        folders = (f"base/{name}/", f"overlays/{environment}/{name}/")
        drift = any(path.startswith(folders) for path in drifted)
        image = variant.settings.image.reference
        reached = host(variant) if variant.settings.ingress.enabled else None
        yield Row(name, environment, image, _replicas(variant), reached or "", drift)


def _replicas(server: Server) -> str:
    bounds = server.settings.autoscaling
    return f"{bounds.min_replicas}-{bounds.max_replicas}" if server.settings.scales else str(server.settings.replicas)
