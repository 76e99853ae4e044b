"""The ingress controllers that the catalog can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming import alb, gateway, gce, haproxy, nginx, nginx_f5, traefik

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.streaming.interface import Controller

CONTROLLERS: Mapping[str, Controller] = {
    "nginx": nginx.CONTROLLER,
    "nginx-f5": nginx_f5.CONTROLLER,
    "traefik": traefik.CONTROLLER,
    "haproxy": haproxy.CONTROLLER,
    "alb": alb.CONTROLLER,
    "gce": gce.CONTROLLER,
    "gateway": gateway.CONTROLLER,
}
"""Name in the catalog → what writes its words."""
