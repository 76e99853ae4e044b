"""A server in an environment at one glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.streaming.intent import host

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mcpgen.catalog.resolve import Family, Server


@dataclass(frozen=True, slots=True)
class Row:
    """One server in one environment. `replicas` is a number, or the autoscaler's bounds as `2-10`."""

    server: str
    environment: str
    image: str
    replicas: str
    host: str
    drift: bool


def rows(found: Family, drifted: Collection[str]) -> Iterator[Row]:
    """A row for each environment of the server; `drifted` are the folders with files that are not as wanted."""
    name = found.name
    for variant in found.variants:
        environment = str(variant.environment.name)
        drift = f"base/{name}" in drifted or f"overlays/{environment}/{name}" in drifted
        image = variant.settings.image.reference
        reached = host(variant) if variant.settings.ingress.enabled else None
        yield Row(name, environment, image, _replicas(variant), reached or "", drift)


def _replicas(server: Server) -> str:
    bounds = server.settings.autoscaling
    return f"{bounds.min_replicas}-{bounds.max_replicas}" if server.settings.scales else str(server.settings.replicas)
