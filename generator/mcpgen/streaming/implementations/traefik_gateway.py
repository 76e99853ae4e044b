"""Traefik as an implementation of the Gateway API: Middlewares as filters of the HTTPRoute, a TraefikService before the pods.

Sources: module github.com/traefik/traefik/v3 v3.7.13,
`docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml` (traefik.io/v1alpha1) and
`pkg/provider/kubernetes/gateway/httproute.go`: the CORS filter and `timeouts` are unknown there, and an unknown filter breaks
its rule; nothing is buffered and no answer has a time limit. `strategy: hrw` goes by client address
(`pkg/server/service/loadbalancer/hrw`). `rateLimit` counts by client address, `inFlightReq` by host unless told otherwise
(`pkg/middlewares/inflightreq`); both answer 429. A Secret of user names has one key, whatever its name. The buffering
middleware, which bounds a request, holds back answers too. All this needs the provider kubernetesCRD, which the chart turns
on; the chart runs Traefik where it is told, by custom in namespace traefik.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import Implementation, Policies, extension, rates
from mcpgen.streaming.implementations.limits import missing
from mcpgen.streaming.interface import BasicAuth, Callers, ExternalAuth, Extra
from mcpgen.streaming.limits import possible
from mcpgen.streaming.patterns import pattern

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Cors, Intent, RateLimit, Sessions

_WHO = "Traefik"
_GROUP = "traefik.io"
_API = f"{_GROUP}/v1alpha1"
_LACKS = {"maxBody": "remove it, and let the server refuse large requests: its buffering middleware would hold back streams"}
_PERIODS = {"s": "second", "m": "minute"}


def policies(intent: Intent) -> Policies:
    """Filters of the route, and for sessions a service between it and the pods."""
    sessions, limits = possible(intent.sessions, ["client-ip", "cookie"], _WHO)
    found = _middlewares(intent)
    filters = tuple(extension(_GROUP, "Middleware", f"{intent.name}{suffix}") for suffix in found)
    objects = [Extra(_API, "Middleware", {"spec": spec}, suffix) for suffix, spec in found.items()]
    limits = (*limits, *missing(intent, _WHO, _LACKS))
    if sessions == "none":
        return Policies(sessions, tuple(objects), limits, filters)
    backend = {"group": _GROUP, "kind": "TraefikService", "name": intent.name, "weight": 1}
    return Policies(sessions, (*objects, _service(intent, sessions)), limits, filters, backend)


def callers(_: Intent) -> Callers:
    """Where the chart runs it, whichever Gateway it serves."""
    return Callers("traefik", {"app.kubernetes.io/name": "traefik"})


def _middlewares(intent: Intent) -> dict[str, dict[str, Any]]:
    """Suffix of the name → spec: strangers first, then browsers' preflights, which carry no credentials, then limits."""
    found: dict[str, dict[str, Any]] = {}
    if intent.allowlist:
        found["-allowlist"] = {"ipAllowList": {"sourceRange": list(intent.allowlist)}}
    if intent.cors:
        found["-cors"] = {"headers": _cors(intent.cors)}
    if intent.rate:
        found |= _limits(intent.rate)
    if isinstance(intent.auth, BasicAuth):
        found["-auth"] = {"basicAuth": {"secret": intent.auth.secret}}
    if isinstance(intent.auth, ExternalAuth):
        headers = {"authResponseHeaders": list(intent.auth.headers)} if intent.auth.headers else {}
        found["-auth"] = {"forwardAuth": {"address": intent.auth.url, **headers}}
    return found


def _cors(cors: Cors) -> dict[str, Any]:
    """Origins with a `*` inside are one regular expression there."""
    inside = "*" not in cors.origins and any("*" in origin for origin in cors.origins)
    regex = {"accessControlAllowOriginListRegex": [pattern(cors.origins)]}
    exact = {"accessControlAllowOriginList": ["*"] if "*" in cors.origins else list(cors.origins)}
    return {
        **(regex if inside else exact),
        "accessControlAllowMethods": list(cors.methods),
        "accessControlAllowHeaders": list(cors.headers),
        "accessControlExposeHeaders": list(cors.exposed),
        "accessControlAllowCredentials": cors.credentials,
        "accessControlMaxAge": cors.max_age,
        "addVaryHeader": True,
    }


def _limits(rate: RateLimit) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {
        f"-rate-{_PERIODS[unit]}": {"rateLimit": {"average": requests, "period": f"1{unit}", "burst": requests * rate.burst}}
        for requests, unit in rates(rate)
    }
    if rate.connections:
        found["-connections"] = {
            "inFlightReq": {"amount": rate.connections, "sourceCriterion": {"ipStrategy": {"depth": 0}}},
        }
    return found


def _service(intent: Intent, sessions: Sessions) -> Extra:
    """The server's Service with a way to choose among its pods.

    The cookie's name is left to Traefik, which makes another one for each Service; without an age it lasts as its client.
    """
    cookie = {"sticky": {"cookie": {"httpOnly": True}}}
    words = cookie if sessions == "cookie" else {"strategy": "hrw"}
    service = {"kind": "Service", "name": intent.name, "port": intent.port, **words}
    return Extra(_API, "TraefikService", {"spec": {"weighted": {"services": [service]}}})


IMPLEMENTATION = Implementation(policies, callers, timeouts=False, cors=False)
