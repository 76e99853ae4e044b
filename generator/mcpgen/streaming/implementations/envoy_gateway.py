"""Envoy Gateway: BackendTrafficPolicy and SecurityPolicy on the HTTPRoute.

Sources: module github.com/envoyproxy/gateway v1.9.1, `charts/gateway-crds-helm/templates/generated/`
(gateway.envoyproxy.io/v1alpha1), and its translator. A request may take 15 s and a stream be silent 5 min unless told
otherwise; the HTTPRoute's `timeouts` win over a policy's (`internal/xds/translator/route.go`). A local rate limit is a bucket
for each client address (`sourceCIDR` of type `Distinct`) and proxy that holds one second's or minute's requests; the answer
is 429. `requestBuffer` refuses a larger body with 413, and delays no answer. An invalid SecurityPolicy answers 500: it fails
closed. Proxies run in the controller's namespace, labelled with the Gateway (`internal/infrastructure/kubernetes/proxy`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import COOKIE, Implementation, Policies, rates, route_target
from mcpgen.streaming.implementations.limits import missing, users_key
from mcpgen.streaming.implementations.values import Address, address, quantity
from mcpgen.streaming.interface import BasicAuth, Callers, ExternalAuth, Extra, Limit
from mcpgen.streaming.limits import possible

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, RateLimit, Sessions

_WHO = "Envoy Gateway"
_API = "gateway.envoyproxy.io/v1alpha1"
_EVERYONE = ("0.0.0.0/0", "::/0")
_UNITS = {"s": "Second", "m": "Minute"}


def policies(intent: Intent) -> Policies:
    """Traffic and security policies where there is something to say in them."""
    sessions, limits = possible(intent.sessions, ["client-ip", "cookie", "header"], _WHO)
    traffic, (security, beside, closed) = _traffic(intent, sessions), _security(intent)
    objects = [Extra(_API, "BackendTrafficPolicy", _spec(intent, traffic))] if traffic else []
    objects += [Extra(_API, "SecurityPolicy", _spec(intent, security))] if security else []
    return Policies(sessions, (*objects, *beside), (*limits, *_lacking(intent), *closed))


def callers(intent: Intent) -> Callers:
    """Its proxies; those of the one Gateway where that is known."""
    gateway = intent.gateway
    if gateway.name is None:
        return Callers("envoy-gateway-system", {"app.kubernetes.io/name": "envoy"})
    labels = {"gateway.envoyproxy.io/owning-gateway-name": gateway.name}
    namespace = gateway.namespace or intent.namespace
    if namespace:
        labels["gateway.envoyproxy.io/owning-gateway-namespace"] = namespace
    return Callers("envoy-gateway-system", labels)


def _spec(intent: Intent, words: dict[str, Any]) -> dict[str, Any]:
    return {"spec": {"targetRefs": [route_target(intent)], **words}}


def _traffic(intent: Intent, sessions: Sessions) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if sessions != "none":
        words["loadBalancer"] = {"type": "ConsistentHash", "consistentHash": _hash(sessions, intent.session_header)}
    if intent.streaming:
        words["timeout"] = {"http": {"streamIdleTimeout": f"{intent.idle}s"}}
    if intent.rate and rates(intent.rate):
        words["rateLimit"] = {"local": {"rules": _rules(intent.rate)}}
    size = quantity(intent.max_body) if intent.max_body else None
    return {**words, "requestBuffer": {"limit": size}} if size else words


def _hash(sessions: Sessions, header: str) -> dict[str, Any]:
    """A cookie without an age lasts as long as its client."""
    if sessions == "cookie":
        return {"type": "Cookie", "cookie": {"name": COOKIE, "ttl": "0s"}}
    return {"type": "Headers", "headers": [{"name": header}]} if sessions == "header" else {"type": "SourceIP"}


def _rules(rate: RateLimit) -> list[dict[str, Any]]:
    return [
        {
            "clientSelectors": [{"sourceCIDR": {"type": "Distinct", "value": cidr, "invert": False}}],
            "limit": {"requests": requests, "unit": _UNITS[unit]},
        }
        for requests, unit in rates(rate)
        for cidr in _EVERYONE
    ]


def _security(intent: Intent) -> tuple[dict[str, Any], list[Extra], tuple[Limit, ...]]:
    """The SecurityPolicy's words, the objects that they need, and what stands in the way."""
    words: dict[str, Any] = {}
    if intent.allowlist:
        allowed = {"action": "Allow", "principal": {"clientCIDRs": list(intent.allowlist)}}
        words["authorization"] = {"defaultAction": "Deny", "rules": [allowed]}
    if isinstance(intent.auth, BasicAuth):
        words["basicAuth"] = {"users": {"group": "", "kind": "Secret", "name": intent.auth.secret}}
    if not isinstance(intent.auth, ExternalAuth):
        return words, [], ()
    place = address(intent.auth.url)
    if place is None:
        return words, [], (Limit("auth.external.url", f"{_WHO} reaches a service by a host name", "write its host name"),)
    return {**words, "extAuth": _asks(intent, place, intent.auth)}, _service(intent, place), (_SWITCH,)


_SWITCH = Limit(
    "auth.external",
    f"{_WHO} reads a Backend only where its configuration allows that; else every request gets an error",
    "set `extensionApis.enableBackend: true` in the EnvoyGateway configuration",
    "warning",
)


def _asks(intent: Intent, place: Address, auth: ExternalAuth) -> dict[str, Any]:
    backend = {"group": "gateway.envoyproxy.io", "kind": "Backend", "name": f"{intent.name}-auth", "weight": 1}
    http: dict[str, Any] = {"backendRefs": [backend], "pathOverride": place.path}
    if auth.headers:
        http["headersToBackend"] = list(auth.headers)
    return {"headersToExtAuth": ["Cookie"], "http": http}


def _service(intent: Intent, place: Address) -> list[Extra]:
    """The service as a Backend; for https, the standard's policy that checks its certificate."""
    endpoint = {"fqdn": {"hostname": place.host, "port": place.port}}
    backend = Extra(_API, "Backend", {"spec": {"type": "Endpoints", "endpoints": [endpoint]}}, "-auth")
    if not place.tls:
        return [backend]
    target = {"group": "gateway.envoyproxy.io", "kind": "Backend", "name": f"{intent.name}-auth"}
    checks = {"hostname": place.host, "wellKnownCACertificates": "System"}
    spec = {"targetRefs": [target], "validation": checks}
    return [backend, Extra("gateway.networking.k8s.io/v1", "BackendTLSPolicy", {"spec": spec}, "-auth")]


def _lacking(intent: Intent) -> tuple[Limit, ...]:
    large = intent.max_body is not None and quantity(intent.max_body) is None
    lacks = {
        "rateLimit.burst": "write `burst: 1`; a client may use a second's or a minute's requests at once",
        "rateLimit.connections": "write `connections: null`",
        **({"maxBody": "write less than 4g"} if large else {}),
    }
    message = f"{_WHO} reads the key `.htpasswd` of the Secret, and only {{SHA}} passwords"
    remedy = "store the users under `.htpasswd` too, as `htpasswd -s` writes them"
    return (*missing(intent, _WHO, lacks), *users_key(intent, message, remedy))


IMPLEMENTATION = Implementation(policies, callers)
