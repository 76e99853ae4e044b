"""F5 NGINX Ingress Controller: annotations, and Policies for what they cannot say.

Sources: nginx/documentation, content/nic/configuration: `ingress-resources/advanced-configuration-with-annotations.md`
(defaults: buffering on, 60 s, limits by client address, 429; one rate for an Ingress) and `policy-resource/` (Ingress takes
accessControl, cors and externalAuth by `nginx.org/policies`); nginx/kubernetes-ingress: `internal/configs/parsing_helpers.go`
(booleans as Go's ParseBool, so `off` is refused; `hash KEY consistent`), `pkg/apis/configuration/validation/policy.go`
(authServiceName is SERVICE or NAMESPACE/SERVICE), `charts/nginx-ingress/templates/_helpers.tpl` (pod labels). Release 5.5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.streaming import limits
from mcpgen.streaming.interface import BasicAuth, Controller, ExternalAuth, Extra, Limit, Route

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Cors, Intent, RateLimit, Sessions

_PREFIX = "nginx.org/"
_WHO = "F5's controller"
_SERVICE = re.compile(
    r"http://(?P<name>[a-z0-9-]+)\.(?P<namespace>[a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?(?::(?P<port>[0-9]+))?(?P<path>/[^\s{};$]*)?"
)


def route(intent: Intent) -> Route:
    """Sessions go by client address unless told otherwise: a hash needs nothing of the client."""
    sessions = intent.sessions or "client-ip"
    policies = _policies(intent)
    words: dict[str, str] = {}
    if intent.streaming:
        words |= _stream(intent.idle)
    words |= _sessions(sessions, intent)
    if intent.rate:
        words |= _rate(intent.rate)
    if intent.max_body:
        words["client-max-body-size"] = intent.max_body
    if isinstance(intent.auth, BasicAuth):
        words["basic-auth-secret"] = intent.auth.secret
    if policies:
        words["policies"] = ",".join(f"{intent.name}{policy.suffix}" for policy in policies)
    return Route(
        sessions, {f"{_PREFIX}{name}": value for name, value in words.items()}, objects=policies, limits=_limits(intent)
    )


def _stream(idle: int) -> dict[str, str]:
    """HTTP/1.1 to the pods needs no word: it is the controller's own."""
    return {"proxy-buffering": "false", "proxy-read-timeout": f"{idle}s", "proxy-send-timeout": f"{idle}s"}


def _sessions(sessions: Sessions, intent: Intent) -> dict[str, str]:
    """The cookie lives as long as the client does; over TLS it never leaves it."""
    if sessions == "cookie":
        secure = " secure" if intent.certificate else ""
        return {"sticky-cookie-services": f"serviceName={intent.name} {intent.name}-pod path=/ httponly{secure}"}
    if sessions == "client-ip":
        return {"lb-method": "hash $remote_addr consistent"}
    if sessions == "header":
        return {"lb-method": f"hash $http_{intent.session_header.lower().replace('-', '_')} consistent"}
    return {}


def _rate(rate: RateLimit) -> dict[str, str]:
    """The key is left to its default, the client's address: Flux would read `${binary_remote_addr}` as its own variable."""
    number, unit = (rate.per_second, "s") if rate.per_second else (rate.per_minute, "m")
    if number is None:
        return {}
    return {"limit-req-rate": f"{number}r/{unit}", "limit-req-burst": str(number * rate.burst), "limit-req-no-delay": "true"}


def _policies(intent: Intent) -> tuple[Extra, ...]:
    specs: dict[str, dict[str, Any]] = {}
    if intent.allowlist:
        specs["-allowlist"] = {"accessControl": {"allow": list(intent.allowlist)}}
    if intent.cors:
        specs["-cors"] = {"cors": _cors(intent.cors)}
    service = _service(intent.auth)
    if service:
        specs["-auth"] = {"externalAuth": service}
    return tuple(Extra("k8s.nginx.org/v1", "Policy", {"spec": spec}, suffix) for suffix, spec in specs.items())


def _cors(cors: Cors) -> dict[str, Any]:
    return {
        "allowOrigin": ["*"] if "*" in cors.origins else list(cors.origins),
        "allowMethods": list(cors.methods),
        "allowHeaders": list(cors.headers),
        "exposeHeaders": list(cors.exposed),
        "allowCredentials": cors.credentials,
        "maxAge": cors.max_age,
    }


def _service(auth: BasicAuth | ExternalAuth | None) -> dict[str, Any] | None:
    """The Service that answers whether a client may call; None where the URL names no Service of the cluster."""
    found = _SERVICE.fullmatch(auth.url) if isinstance(auth, ExternalAuth) else None
    if found is None:
        return None
    return {
        "authURI": found["path"] or "/",
        "authServiceName": f"{found['namespace']}/{found['name']}",
        "authServicePorts": [int(found["port"] or 80)],
    }


def _limits(intent: Intent) -> tuple[Limit, ...]:
    rate = (*limits.one_rate(intent.rate, _WHO), *limits.no_connections(intent.rate, _WHO)) if intent.rate else ()
    if isinstance(intent.auth, BasicAuth):
        message = f"{_WHO} reads the key `htpasswd` of a Secret of type nginx.org/htpasswd, not the key `auth`"
        return (*rate, Limit("auth.basic.secretName", message, f"make `{intent.auth.secret}` such a Secret", "warning"))
    return (*rate, *(_external(intent.auth) if intent.auth else ()))


def _external(auth: ExternalAuth) -> tuple[Limit, ...]:
    found = []
    if _service(auth) is None:
        message = f"{_WHO} asks a Service of the cluster over plain HTTP, and `{auth.url}` names none"
        found.append(Limit("auth.external.url", message, "write http://SERVICE.NAMESPACE.svc:PORT/PATH"))
    if auth.headers:
        message = f"{_WHO} passes none of the answer's headers on, so a client could send {', '.join(auth.headers)} itself"
        remedy = "remove `responseHeaders`, and let the server check the client's token"
        found.append(Limit("auth.external.responseHeaders", message, remedy))
    return tuple(found)


CONTROLLER = Controller(
    route=route,
    class_name="nginx",
    namespace="nginx-ingress",
    pod_labels={"app.kubernetes.io/name": "nginx-ingress"},
    prefix=_PREFIX,
)
