"""HAProxy, configured with the directives that its controller's annotations stand for.

Around them stand the controller's defaults: 50 s for the timeouts of client and server, round robin. Sources:
haproxytech/kubernetes-ingress, `documentation/annotations.md` and `pkg/annotations/service/cookie.go` (insert, indirect,
nocache, dynamic).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming.haproxy import CONTROLLER
from tests.outside.proxies.processes import program
from tests.outside.proxies.ways import milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.outside.proxies.ways import Way

BACKEND: Mapping[str, Callable[[str], str]] = {
    "timeout-server": lambda value: f"timeout server {milliseconds(int(value.removesuffix('s')))}",
    "load-balance": lambda value: f"balance {value}",
    "backend-config-snippet": lambda value: value,
    "cookie-persistence": lambda value: f"cookie {value} insert indirect nocache dynamic\n  dynamic-cookie-key experiment",
}
"""Annotations on the Service, and their directives. None is about the Ingress without limits, users or CORS."""

_TOP = """\
global
  nbthread 1
defaults
  mode http
  balance roundrobin
  timeout connect 5s
  timeout http-request 5s
  timeout http-keep-alive 60s
  timeout client {timeout}
  timeout server {timeout}
"""
_LISTEN = """\
listen way-{port}
  bind 127.0.0.1:{port}
  {backend}
  server pod-1 127.0.0.1:{pods[0]}
  server pod-2 127.0.0.1:{pods[1]}
"""


def command(ways: Mapping[int, Way], pods: list[int], folder: Path) -> list[str]:
    """Writes the configuration, one proxy for each way's port, and gives the command that runs it."""
    listens = "".join(_listen(way, port, pods) for port, way in ways.items())
    path = folder / "haproxy.cfg"
    path.write_text(_TOP.format(timeout=milliseconds(50)) + listens, encoding="utf-8")
    return [program("haproxy"), "-db", "-f", str(path)]


def translated(service: Mapping[str, str]) -> list[str]:
    """The directives of the backend. Raises KeyError for an annotation that has none here."""
    return [BACKEND[name.removeprefix(CONTROLLER.prefix)](value) for name, value in service.items()]


def _listen(way: Way, port: int, pods: list[int]) -> str:
    route = way.route()
    assert not route.annotations
    return _LISTEN.format(port=port, pods=pods, backend="\n  ".join(translated(route.service)))
