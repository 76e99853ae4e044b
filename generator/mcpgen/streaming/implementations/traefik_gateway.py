"""Traefik as an implementation of the Gateway API: Middlewares as filters of the HTTPRoute, a TraefikService before the pods.

Sources: module github.com/traefik/traefik/v3 v3.7.13,
`docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml` (traefik.io/v1alpha1) and
`pkg/provider/kubernetes/gateway/httproute.go`: the CORS filter and `timeouts` are unknown there, and an unknown filter breaks
its rule; nothing is buffered and no answer has a time limit. `strategy: hrw` goes by client address
(`pkg/server/service/loadbalancer/hrw`). The buffering middleware, which bounds a request, holds back answers too. All this
needs the provider kubernetesCRD, which the chart turns on; the chart runs Traefik where it is told, by custom in namespace
traefik. What the Middlewares say is in `streaming/middlewares.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming.implementations.interface import Implementation, Policies, extension
from mcpgen.streaming.implementations.limits import missing
from mcpgen.streaming.interface import Callers, Extra
from mcpgen.streaming.limits import possible
from mcpgen.streaming.middlewares import API, GROUP, middlewares

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, Sessions

_WHO = "Traefik"
_LACKS = {"maxBody": "remove it, and let the server refuse large requests: its buffering middleware would hold back streams"}


def policies(intent: Intent) -> Policies:
    """Filters of the route, and for sessions a service between it and the pods."""
    sessions, limits = possible(intent.sessions, ["client-ip", "cookie"], _WHO)
    found = middlewares(intent)
    filters = tuple(extension(GROUP, "Middleware", f"{intent.name}{suffix}") for suffix in found)
    objects = [Extra(API, "Middleware", {"spec": spec}, suffix) for suffix, spec in found.items()]
    limits = (*limits, *missing(intent, _WHO, _LACKS))
    if sessions == "none":
        return Policies(sessions, tuple(objects), limits, filters)
    backend = {"group": GROUP, "kind": "TraefikService", "name": intent.name, "weight": 1}
    return Policies(sessions, (*objects, _service(intent, sessions)), limits, filters, backend)


def callers(_: Intent) -> Callers:
    """Where the chart runs it, whichever Gateway it serves."""
    return Callers("traefik", {"app.kubernetes.io/name": "traefik"})


def _service(intent: Intent, sessions: Sessions) -> Extra:
    """The server's Service with a way to choose among its pods.

    The cookie's name is left to Traefik, which makes another one for each Service; without an age it lasts as its client.
    """
    cookie = {"sticky": {"cookie": {"httpOnly": True}}}
    words = cookie if sessions == "cookie" else {"strategy": "hrw"}
    service = {"kind": "Service", "name": intent.name, "port": intent.port, **words}
    return Extra(API, "TraefikService", {"spec": {"weighted": {"services": [service]}}})


IMPLEMENTATION = Implementation(policies, callers, timeouts=False, cors=False)
