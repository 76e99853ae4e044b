"""What every implementation's module takes and gives: one intent in, its policies beside the HTTPRoute out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcpgen.streaming.interface import Callers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mcpgen.streaming.interface import Extra, Intent, Limit, RateLimit, Sessions

COOKIE = "mcp-affinity"
"""The cookie that keeps a client on its pod, where an implementation lets it be named."""


@dataclass(frozen=True, slots=True)
class Policies:
    """The intent in one implementation's words. `sessions` says by what means sessions stay on their pod.

    `filters` stand in the HTTPRoute's rule behind the standard's own; `backend` takes the Service's place in it.
    """

    sessions: Sessions
    objects: tuple[Extra, ...] = ()
    limits: tuple[Limit, ...] = ()
    filters: tuple[Mapping[str, Any], ...] = ()
    backend: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Implementation:
    """One implementation. `timeouts` and `cors`: whether it understands those words of the HTTPRoute."""

    policies: Callable[[Intent], Policies]
    callers: Callable[[Intent], Callers]
    timeouts: bool = True
    cors: bool = True


def beside_gateway(intent: Intent) -> Callers:
    """Pods that an implementation starts for the Gateway, in the Gateway's own namespace; nobody where none is named.

    Their label is the Gateway API's (GEP-1762, "In Cluster Gateway Deployments").
    """
    gateway = intent.gateway
    if gateway.name is None:
        return Callers()
    return Callers(gateway.namespace or intent.namespace, {"gateway.networking.k8s.io/gateway-name": gateway.name})


def route_target(intent: Intent) -> dict[str, str]:
    """A policy's reference to the server's HTTPRoute, in its namespace."""
    return {"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "name": intent.name}


def service_target(intent: Intent) -> dict[str, str]:
    """A policy's reference to the server's Service, in its namespace."""
    return {"group": "", "kind": "Service", "name": intent.name}


def extension(group: str, kind: str, name: str) -> dict[str, Any]:
    """The HTTPRoute's filter that names an object of an implementation's own."""
    return {"type": "ExtensionRef", "extensionRef": {"group": group, "kind": kind, "name": name}}


def rates(rate: RateLimit) -> list[tuple[int, str]]:
    """The requests that a client may make, each with the unit of time: `s`, `m`."""
    found = [(rate.per_second, "s"), (rate.per_minute, "m")]
    return [(requests, unit) for requests, unit in found if requests is not None]
