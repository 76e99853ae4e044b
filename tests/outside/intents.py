"""Catalogs that ask a controller for everything that a route can have, in every way that it takes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from mcpgen.errors import Invalid
from mcpgen.pipeline import render
from mcpgen.streaming.controllers import CONTROLLERS
from mcpgen.streaming.gateway import IMPLEMENTATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mcpgen.manifests.objects import Object

_GATEWAY: dict[str, Any] = {"controller": "gateway", "gateway": {"name": "edge", "namespace": "mcp", "sectionName": "https"}}
ENTRANCES: dict[str, dict[str, Any]] = {
    **{name: {"controller": name} for name in CONTROLLERS if name != "gateway"},
    "gateway": _GATEWAY,
    **{f"gateway/{name}": {**_GATEWAY, "implementation": name} for name in IMPLEMENTATIONS},
}
"""What can run a route, by name: the environment's words for it."""

SESSIONS = ("auto", "none", "cookie", "client-ip", "header")
_ALWAYS: dict[str, Any] = {
    "enabled": True,
    "idleTimeout": 7200,
    "cors": {"allowOrigins": ["https://app.example.com", "https://*.example.org"], "allowHeaders": ["X-Extra"]},
    "tls": {"secretName": "search-tls", "issuer": "letsencrypt"},
    "maxBody": "8m",
    "allowlist": ["203.0.113.0/24", "2001:db8::/32"],
}
WAYS: tuple[dict[str, Any], ...] = (
    {
        "sse": True,
        "rateLimit": {"requestsPerSecond": 10, "requestsPerMinute": 300, "burst": 5, "connections": 100},
        "auth": {"basic": {"secretName": "search-users"}},
    },
    {
        "sse": True,
        "rateLimit": {"requestsPerSecond": 10, "burst": 1, "connections": None},
        "auth": {"external": {"url": "https://auth.example.com/verify", "responseHeaders": ["X-User"]}},
    },
    {
        "sse": False,
        "rateLimit": {"requestsPerSecond": None, "requestsPerMinute": 300, "burst": 2, "connections": None},
        "auth": {"external": {"url": "http://oauth2-proxy.auth.svc:4180/oauth2/auth"}},
    },
)
"""One way after the other of what excludes each other."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an entrance takes of what is asked, as `ingress` of a server, and the objects that it gives."""

    ingress: dict[str, Any]
    objects: list[Object]


def taken(entrance: str, folder: Path) -> Iterator[Taken]:
    """Each way of asking, without what this entrance refuses with an error."""
    for sessions, way in product(SESSIONS, WAYS):
        yield _taken(entrance, {**_ALWAYS, **way, "sessions": sessions}, folder / "catalog.yaml")


def server(ingress: dict[str, Any]) -> dict[str, Any]:
    """Three pods that need no session kept, unless the controller is to choose how."""
    image = {"repository": "ghcr.io/example/search", "tag": "v1.0.0"}
    return {"image": image, "port": 8000, "replicas": 3, "stateless": ingress["sessions"] != "auto", "ingress": ingress}


def environment(entrance: str) -> dict[str, Any]:
    """An environment whose routes this entrance runs."""
    return {"namespace": "mcp", "domain": "example.com", "ingress": ENTRANCES[entrance]}


def _taken(entrance: str, ingress: dict[str, Any], path: Path) -> Taken:
    """Takes out what is refused, field by field, until nothing is."""
    for _ in range(len(ingress)):
        catalog = {"environments": {"production": environment(entrance)}, "mcp": {"search": server(ingress)}}
        path.write_text(json.dumps(catalog), encoding="utf-8")
        try:
            return Taken(ingress, render(path, "production", None))
        except Invalid as error:
            refused = [each.field.removeprefix("mcp.search.ingress.").partition(".")[0] for each in error.problems]
        ingress = {"sessions": "none", **{name: value for name, value in ingress.items() if name not in refused}}
    raise AssertionError(refused)
