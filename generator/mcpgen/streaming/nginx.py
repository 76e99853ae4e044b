"""ingress-nginx: annotations that keep a stream alive and a session on its pod.

Out of maintenance since March 2026, and still what most clusters run. Sources: the deployment guide, "Why `sse: true` is
Important"; kubernetes.github.io/ingress-nginx, "Annotations" (defaults: 60 s for both timeouts, and buffering off, which a
ConfigMap may turn on; limits per client address and controller replica; cookie affinity wins over a hash).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming.interface import BasicAuth, Controller, ExternalAuth, Route

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Cors, Intent, RateLimit, Sessions

_PREFIX = "nginx.ingress.kubernetes.io/"


def route(intent: Intent) -> Route:
    """Annotations only. Sessions go by client address unless told otherwise: few MCP clients keep cookies."""
    sessions = intent.sessions or "client-ip"
    words: dict[str, str] = {}
    if intent.streaming:
        words |= _stream(intent.idle)
    words |= _sessions(sessions, intent.session_header)
    if intent.rate:
        words |= _rate(intent.rate)
    if intent.cors:
        words |= _cors(intent.cors)
    if intent.max_body:
        words["proxy-body-size"] = intent.max_body
    if intent.allowlist:
        words["whitelist-source-range"] = ",".join(intent.allowlist)
    words |= _auth(intent.auth)
    return Route(sessions, {f"{_PREFIX}{name}": value for name, value in words.items()})


def _stream(idle: int) -> dict[str, str]:
    """The guide's four annotations."""
    return {
        "proxy-buffering": "off",
        "proxy-read-timeout": str(idle),
        "proxy-send-timeout": str(idle),
        "proxy-http-version": "1.1",
    }


def _sessions(sessions: Sessions, header: str) -> dict[str, str]:
    """`persistent` keeps a client on its pod when pods are added; a hash is consistent by itself."""
    if sessions == "cookie":
        return {"affinity": "cookie", "affinity-mode": "persistent"}
    if sessions == "client-ip":
        return {"upstream-hash-by": "$binary_remote_addr"}
    if sessions == "header":
        return {"upstream-hash-by": f"$http_{header.lower().replace('-', '_')}"}
    return {}


def _rate(rate: RateLimit) -> dict[str, str]:
    found = {
        "limit-rps": rate.per_second,
        "limit-rpm": rate.per_minute,
        "limit-burst-multiplier": rate.burst if rate.per_second or rate.per_minute else None,
        "limit-connections": rate.connections,
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def _cors(cors: Cors) -> dict[str, str]:
    """Without `enable-cors` none of them has an effect; the default headers lack every one of MCP's."""
    return {
        "enable-cors": "true",
        "cors-allow-origin": ", ".join(cors.origins),
        "cors-allow-methods": ", ".join(cors.methods),
        "cors-allow-headers": ", ".join(cors.headers),
        "cors-expose-headers": ", ".join(cors.exposed),
        "cors-allow-credentials": str(cors.credentials).lower(),
        "cors-max-age": str(cors.max_age),
    }


def _auth(auth: BasicAuth | ExternalAuth | None) -> dict[str, str]:
    if isinstance(auth, BasicAuth):
        return {"auth-type": "basic", "auth-secret": auth.secret}
    if isinstance(auth, ExternalAuth):
        headers = {"auth-response-headers": ", ".join(auth.headers)} if auth.headers else {}
        return {"auth-url": auth.url, **headers}
    return {}


CONTROLLER = Controller(
    route=route,
    class_name="nginx",
    namespace="ingress-nginx",
    pod_labels={"app.kubernetes.io/name": "ingress-nginx"},
    prefix=_PREFIX,
)
