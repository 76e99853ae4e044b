"""nginx, configured with the directives that ingress-nginx's annotations stand for.

Around them stands nginx as it comes: buffering on, HTTP/1.0 to the server, 60 s for both timeouts. The controller itself
starts from `proxy_buffering off` and HTTP/1.1 unless its ConfigMap says otherwise (its documentation, "Proxy buffering" and
"Proxy HTTP version"), and hashes in Lua instead of nginx's `hash`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming.nginx import CONTROLLER
from tests.outside.proxies.processes import program
from tests.outside.proxies.ways import milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.outside.proxies.ways import Way

LOCATION: Mapping[str, Callable[[str], str]] = {
    "proxy-buffering": lambda value: f"proxy_buffering {value};",
    "proxy-read-timeout": lambda value: f"proxy_read_timeout {milliseconds(int(value))};",
    "proxy-send-timeout": lambda value: f"proxy_send_timeout {milliseconds(int(value))};",
    "proxy-http-version": lambda value: f"proxy_http_version {value};",
}
"""Annotations about one request, and their directives."""

UPSTREAM: Mapping[str, Callable[[str], str]] = {"upstream-hash-by": lambda value: f"hash {value} consistent;"}
"""Annotations about the choice of a pod. Affinity by cookie is the controller's own; nginx as Debian has it lacks it."""

_DEFAULTS = ("proxy-read-timeout", "proxy-send-timeout")
_HTTP = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 512; }}
http {{
  access_log off;
  send_timeout {timeout};
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  scgi_temp_path {folder}/scgi;
  uwsgi_temp_path {folder}/uwsgi;
{servers}
}}
"""
_SERVER = """\
  upstream pods-{port} {{ {upstream} {pods} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://pods-{port};
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
      {location}
    }}
  }}"""


def command(ways: Mapping[int, Way], pods: list[int], folder: Path) -> list[str]:
    """Writes the configuration, one server for each way's port, and gives the command that runs it."""
    servers = "\n".join(_server(way, port, pods) for port, way in ways.items())
    path = folder / "nginx.conf"
    path.write_text(_HTTP.format(folder=folder, timeout=milliseconds(60), servers=servers), encoding="utf-8")
    return [program("nginx"), "-p", str(folder), "-e", "stderr", "-c", str(path)]


def translated(annotations: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The directives of the location and of the upstream. Raises KeyError for an annotation that has none here."""
    location, upstream = [], []
    for name, value in annotations.items():
        word = name.removeprefix(CONTROLLER.prefix)
        if word in UPSTREAM:
            upstream.append(UPSTREAM[word](value))
        else:
            location.append(LOCATION[word](value))
    return location, upstream


def _server(way: Way, port: int, pods: list[int]) -> str:
    route = way.route()
    assert not route.service
    location, upstream = translated(route.annotations)
    location += [LOCATION[word]("60") for word in _DEFAULTS if f"{CONTROLLER.prefix}{word}" not in route.annotations]
    if not way.heeds:
        location.append("proxy_ignore_headers X-Accel-Buffering;")
    servers = " ".join(f"server 127.0.0.1:{pod};" for pod in pods)
    return _SERVER.format(port=port, upstream=" ".join(upstream), pods=servers, location="\n      ".join(location))
