"""What all of an environment's Flux objects have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.delivery import Flux
from mcpgen.delivery.names import labels

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object


def settings(site: Site) -> Flux:
    """What the catalog says of Flux; its defaults where the environment is not Flux'."""
    return site.delivery.flux or Flux()


def metadata(site: Site, name: str, **more: str) -> Object:
    """Name, namespace and labels; `more` are labels of this object only."""
    return {"name": name, "namespace": settings(site).namespace, "labels": {**labels(site.environment), **more}}
