"""Traefik 3 with plain Ingresses: Middlewares for what is done with a request, annotations on the Service for its pod.

Streams need no word: Traefik buffers nothing, flushes `text/event-stream` at once and has no idle limit (`readTimeout`, 60 s,
ends with the request). Sources: traefik/traefik, `docs/content/reference/routing-configuration/kubernetes/ingress.md` (the
annotations; `spec.tls` alone only loads a certificate), `…/http/middlewares/buffering.md`, `…/http/load-balancing/service.md`
(`hrw`, by client address, is for IngressRoutes); traefik/traefik-helm-chart, `traefik/templates` (class, labels) and
`values.yaml` (entry points web, websecure). What the Middlewares say is in `middlewares.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming import limits
from mcpgen.streaming.interface import Controller, Extra, Limit, Route
from mcpgen.streaming.middlewares import API, middlewares

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, Sessions

_PREFIX = "traefik.ingress.kubernetes.io/"
_WHO = "Traefik's Ingress"
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}


def route(intent: Intent) -> Route:
    """Sessions can only be kept by cookie; the Middlewares act in the order in which they stand."""
    sessions, lacking = limits.possible(intent.sessions, ["cookie"], _WHO)
    objects = tuple(Extra(API, "Middleware", {"spec": spec}, suffix) for suffix, spec in _middlewares(intent).items())
    return Route(
        sessions,
        _annotations(intent, objects),
        _sessions(sessions, intent),
        objects=objects,
        limits=(*lacking, *_limits(intent)),
    )


def _annotations(intent: Intent, objects: tuple[Extra, ...]) -> dict[str, str]:
    """With a certificate, only the entry point for TLS: on the other one, the same server would answer in plain text.

    A Middleware is named by its namespace, which a base whose environments differ does not know.
    """
    words: dict[str, str] = {}
    if intent.certificate:
        words |= {f"{_PREFIX}router.entrypoints": "websecure", f"{_PREFIX}router.tls": "true"}
    if objects and intent.namespace:
        names = [f"{intent.namespace}-{intent.name}{each.suffix}@kubernetescrd" for each in objects]
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
    """The size of a request is limited by buffering it, which a stream cannot bear."""
    found = middlewares(intent)
    if intent.max_body and not intent.streaming:
        found["-body"] = {"buffering": {"maxRequestBodyBytes": _bytes(intent.max_body)}}
    return found


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
