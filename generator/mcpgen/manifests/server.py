"""All objects of one server in one environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.autoscaler import autoscaler
from mcpgen.manifests.cilium_policy import cilium_policy
from mcpgen.manifests.deployment import deployment
from mcpgen.manifests.disruption_budget import disruption_budget
from mcpgen.manifests.external_secret import external_secret
from mcpgen.manifests.ingress import ingress
from mcpgen.manifests.network_policy import network_policy
from mcpgen.manifests.route import route_objects
from mcpgen.manifests.secret_store import secret_store
from mcpgen.manifests.service import service
from mcpgen.manifests.service_account import service_account

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

_KINDS: tuple[Callable[[Server], Object | None], ...] = (
    service_account,
    secret_store,
    external_secret,
    service,
    deployment,
    autoscaler,
    disruption_budget,
    network_policy,
    cilium_policy,
    ingress,
)
"""In the order in which a person would apply them."""


def objects(server: Server) -> list[Object]:
    """The server's objects before its `patches`, in the order in which a person would apply them."""
    return [*(found for build in _KINDS if (found := build(server)) is not None), *route_objects(server)]
