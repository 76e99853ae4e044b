"""Intents for a Gateway, and the limits that every route with a certificate has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mcpgen.streaming.interface import ExternalAuth, Gateway
from tests.streaming.samples import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.streaming.interface import Extra, Intent, Limit

PLACE = ExternalAuth("https://auth.example.com", ())
"""A service without a path."""
ADDRESS = ExternalAuth("https://192.0.2.1/verify", ())
"""A service at an address, which no implementation can name."""

ROUTE = {"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "name": "search"}
SERVICE = {"group": "", "kind": "Service", "name": "search"}


def asked(implementation: str | None, **changes: Any) -> Intent:
    """A small server's intent, at the listener `https` of the Gateway `edge` in namespace `infra`."""
    gateway = Gateway("edge", "infra", "https", implementation)
    return replace(PLAIN, **{"gateway": gateway, **changes})


def told(limits: Iterable[Limit]) -> list[tuple[str, str]]:
    """Severity and field of each limit."""
    return [(each.severity, each.field) for each in limits]


def specs(objects: Iterable[Extra]) -> dict[str, Any]:
    """`Kind` and suffix of each object's name → its spec."""
    return {f"{each.kind}{each.suffix}": each.top["spec"] for each in objects}
