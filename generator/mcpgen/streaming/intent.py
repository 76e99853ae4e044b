"""From a server of the catalog to the intent that every controller understands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mcpgen.streaming.controllers import CONTROLLERS
from mcpgen.streaming.interface import BasicAuth, Callers, Controller, Cors, ExternalAuth, Gateway, Intent, RateLimit, Route

if TYPE_CHECKING:
    from mcpgen.catalog import ingress as words
    from mcpgen.catalog.resolve import Server
    from mcpgen.streaming.interface import Sessions

_METHODS = ("GET", "POST", "DELETE", "OPTIONS")
_HEADERS = (
    "Content-Type",
    "Accept",
    "Authorization",
    "Mcp-Protocol-Version",
    "Mcp-Method",
    "Mcp-Name",
    "Mcp-Session-Id",
    "Last-Event-ID",
)
_EXPOSED = ("Mcp-Session-Id", "WWW-Authenticate")


def controller(server: Server) -> Controller | None:
    """What runs the server's route; None without an ingress, and in a base whose environments differ in it."""
    settings = server.settings.ingress
    name = settings.controller or server.environment.controller
    return CONTROLLERS[name] if settings.enabled and name else None


@lru_cache(maxsize=8)  # four builders and lint ask for it, one after the other
def route(server: Server) -> Route | None:
    """The way to the server in its controller's words; None where there is none."""
    found = controller(server)
    return found.route(intent(server)) if found else None


def callers(server: Server) -> Callers | None:
    """Where the controller's connections to the server's pods come from; None where there is no controller."""
    found = controller(server)
    if found is None:
        return None
    return found.callers(intent(server)) if found.callers else Callers(found.namespace, found.pod_labels, found.cidrs)


def intent(server: Server) -> Intent:
    """What the catalog asks of the way to a server."""
    settings = server.settings.ingress
    return Intent(
        name=server.name,
        namespace=server.environment.namespace,
        host=host(server),
        path=settings.path,
        path_type=settings.path_type,
        port=server.settings.service.port or server.settings.port,
        streaming=settings.sse,
        idle=settings.idle_timeout,
        sessions=_sessions(server),
        session_header=settings.session_header,
        rate=_rate(settings.rate_limit),
        cors=_cors(settings.cors),
        certificate=(settings.tls.secret_name or f"{server.name}-tls") if settings.tls else None,
        max_body=settings.max_body,
        allowlist=tuple(settings.allowlist),
        auth=_auth(settings.auth),
        gateway=_gateway(server),
    )


def host(server: Server) -> str | None:
    """The host as written, or `mcp-<name>.<domain>` without doubling an `mcp-`; None where there is no domain."""
    written = server.settings.ingress.host
    domain = server.environment.domain
    if written or not domain:
        return written
    prefix = "" if server.name.startswith("mcp-") else "mcp-"
    return f"{prefix}{server.name}.{domain}"


def keeps_sessions(server: Server) -> bool:
    """True where a request must find the pod that holds its session: a stateful server that may run on several pods."""
    return not server.settings.stateless and server.settings.most_replicas > 1


def _sessions(server: Server) -> Sessions | None:
    """As written; `auto` leaves the means to the controller where sessions must be kept, and asks for none elsewhere."""
    written = server.settings.ingress.sessions
    if written != "auto":
        return written
    return None if keeps_sessions(server) else "none"


def _rate(written: words.RateLimit | None) -> RateLimit | None:
    if written is None:
        return None
    return RateLimit(written.requests_per_second, written.requests_per_minute, written.burst, written.connections)


def _cors(written: words.Cors | None) -> Cors | None:
    """Browsers are told of every header that MCP uses; `*` and credentials exclude each other."""
    if written is None:
        return None
    return Cors(
        origins=tuple(written.allow_origins),
        methods=_METHODS,
        headers=(*_HEADERS, *written.allow_headers),
        exposed=(*_EXPOSED, *written.expose_headers),
        credentials=written.allow_credentials,
        max_age=written.max_age,
    )


def _auth(written: words.RouteAuth | None) -> BasicAuth | ExternalAuth | None:
    if written is None:
        return None
    if written.basic:
        return BasicAuth(written.basic.secret_name)
    return ExternalAuth(written.external.url, tuple(written.external.response_headers)) if written.external else None


def _gateway(server: Server) -> Gateway:
    own, shared = server.settings.ingress, server.environment
    found = own.gateway or shared.gateway
    implementation = own.implementation or shared.implementation
    if found is None:
        return Gateway(implementation=implementation)
    return Gateway(found.name, found.namespace, found.section_name, implementation)
