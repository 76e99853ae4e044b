"""Traefik 3 with plain Ingresses: Middlewares for what is done with a request, annotations on the Service for its pod.

Streams need no word: Traefik buffers nothing, flushes `text/event-stream` at once and has no idle limit (`readTimeout`, 60 s,
ends with the request). Sources: traefik/traefik, `docs/content/reference/routing-configuration/kubernetes/ingress.md` (the
annotations; `spec.tls` alone only loads a certificate) and `…/http/middlewares/{ratelimit,inflightreq,headers,ipallowlist,
basicauth,forwardauth,buffering}.md` (inFlightReq counts by host unless told otherwise), `…/http/load-balancing/service.md`
(`hrw`, by client address, is for IngressRoutes), `pkg/provider/kubernetes/crd/kubernetes.go` (a Secret of one key, whatever
its name); traefik/traefik-helm-chart, `traefik/templates` (class, labels) and `values.yaml` (entry points web, websecure).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming import limits
from mcpgen.streaming.interface import BasicAuth, Controller, Extra, Limit, Route
from mcpgen.streaming.patterns import pattern

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Cors, ExternalAuth, Intent, RateLimit, Sessions

_PREFIX = "traefik.ingress.kubernetes.io/"
_WHO = "Traefik's Ingress"
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}


def route(intent: Intent) -> Route:
    """Sessions can only be kept by cookie; the Middlewares act in the order in which they stand."""
    sessions, lacking = limits.possible(intent.sessions, ["cookie"], _WHO)
    middlewares = tuple(
        Extra("traefik.io/v1alpha1", "Middleware", {"spec": spec}, suffix) for suffix, spec in _middlewares(intent).items()
    )
    return Route(
        sessions,
        _annotations(intent, middlewares),
        _sessions(sessions, intent),
        objects=middlewares,
        limits=(*lacking, *_limits(intent)),
    )


def _annotations(intent: Intent, middlewares: tuple[Extra, ...]) -> dict[str, str]:
    """With a certificate, only the entry point for TLS: on the other one, the same server would answer in plain text.

    A Middleware is named by its namespace, which a base whose environments differ does not know.
    """
    words: dict[str, str] = {}
    if intent.certificate:
        words |= {f"{_PREFIX}router.entrypoints": "websecure", f"{_PREFIX}router.tls": "true"}
    if middlewares and intent.namespace:
        names = [f"{intent.namespace}-{intent.name}{each.suffix}@kubernetescrd" for each in middlewares]
        words[f"{_PREFIX}router.middlewares"] = ",".join(names)
    return words


def _sessions(sessions: Sessions, intent: Intent) -> dict[str, str]:
    """The cookie's name is left to Traefik, which makes another one for each Service."""
    if sessions != "cookie":
        return {}
    secure = {"sticky.cookie.secure": "true"} if intent.certificate else {}
    words = {"sticky.cookie": "true", "sticky.cookie.httponly": "true", **secure}
    return {f"{_PREFIX}service.{name}": value for name, value in words.items()}


def _middlewares(intent: Intent) -> dict[str, dict[str, Any]]:
    """Strangers first; then browsers' preflights, which carry no credentials; then limits, so that guesses are limited too."""
    found: dict[str, dict[str, Any]] = {}
    if intent.allowlist:
        found["-allowlist"] = {"ipAllowList": {"sourceRange": list(intent.allowlist)}}
    if intent.cors:
        found["-cors"] = {"headers": _cors(intent.cors)}
    if intent.rate:
        found |= _rate(intent.rate)
    if intent.auth:
        found["-auth"] = _auth(intent.auth)
    if intent.max_body and not intent.streaming:
        found["-body"] = {"buffering": {"maxRequestBodyBytes": _bytes(intent.max_body)}}
    return found


def _cors(cors: Cors) -> dict[str, Any]:
    if "*" in cors.origins:
        origins = {"accessControlAllowOriginList": ["*"]}
    elif any("*" in origin for origin in cors.origins):
        origins = {"accessControlAllowOriginListRegex": [pattern(cors.origins)]}
    else:
        origins = {"accessControlAllowOriginList": list(cors.origins)}
    return {
        **origins,
        "accessControlAllowMethods": list(cors.methods),
        "accessControlAllowHeaders": list(cors.headers),
        "accessControlExposeHeaders": list(cors.exposed),
        "accessControlAllowCredentials": cors.credentials,
        "accessControlMaxAge": cors.max_age,
        "addVaryHeader": True,
    }


def _rate(rate: RateLimit) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for suffix, number, period in (("-rate-second", rate.per_second, "1s"), ("-rate-minute", rate.per_minute, "1m")):
        if number:
            found[suffix] = {"rateLimit": {"average": number, "period": period, "burst": number * rate.burst}}
    if rate.connections:
        by_address = {"ipStrategy": {"depth": 0}}
        found["-connections"] = {"inFlightReq": {"amount": rate.connections, "sourceCriterion": by_address}}
    return found


def _auth(auth: BasicAuth | ExternalAuth) -> dict[str, Any]:
    if isinstance(auth, BasicAuth):
        return {"basicAuth": {"secret": auth.secret}}
    headers = {"authResponseHeaders": list(auth.headers)} if auth.headers else {}
    return {"forwardAuth": {"address": auth.url, **headers}}


def _bytes(size: str) -> int:
    unit = _UNITS.get(size[-1])
    return int(size[:-1]) * unit if unit else int(size)


def _limits(intent: Intent) -> tuple[Limit, ...]:
    if not (intent.max_body and intent.streaming):
        return ()
    message = "Traefik limits a request's size only by buffering, which would hold streams back"
    return (Limit("maxBody", message, "let the server limit it", "warning"),)


CONTROLLER = Controller(
    route=route,
    class_name="traefik",
    namespace="traefik",
    pod_labels={"app.kubernetes.io/name": "traefik"},
    prefix=_PREFIX,
)
