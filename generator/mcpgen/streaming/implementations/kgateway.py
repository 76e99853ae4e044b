"""kgateway (Envoy): a TrafficPolicy on the HTTPRoute, a BackendConfigPolicy on the Service.

Sources: github.com/kgateway-dev/kgateway, `api/v1alpha1/kgateway/` and `install/helm/kgateway-crds/templates/`
(gateway.kgateway.dev/v1alpha1). `timeouts.streamIdle` bounds silence, `request: 0s` lifts the total; the HTTPRoute's own
timeout wins. A cookie with a TTL of zero lasts as long as its client. A local rate limit counts all clients together. `buffer`
refuses a larger body with 413. Passwords must be {SHA}; the Secret's key may be named. An HTTP service for authorization is
asked at `pathPrefix` with the request's own path behind it. Proxies run beside the Gateway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import (
    COOKIE,
    Implementation,
    Policies,
    beside_gateway,
    route_target,
    service_target,
)
from mcpgen.streaming.implementations.limits import missing, users_key
from mcpgen.streaming.implementations.values import Address, address, quantity
from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Extra, Limit
from mcpgen.streaming.limits import possible

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, Sessions

_WHO = "kgateway"
_GROUP = "gateway.kgateway.dev"
_API = f"{_GROUP}/v1alpha1"


def policies(intent: Intent) -> Policies:
    """Traffic on the route, sessions on the Service, and the service that is asked who may call."""
    sessions, limits = possible(intent.sessions, ["client-ip", "cookie", "header"], _WHO)
    beside, closed = _service(intent)
    traffic = {**_traffic(intent), **_security(intent), **_asks(intent, beside)}
    objects = [Extra(_API, "TrafficPolicy", {"spec": {"targetRefs": [route_target(intent)], **traffic}})] if traffic else []
    if sessions != "none":
        hashing = {"ringHash": {"hashPolicies": [_hash(sessions, intent.session_header)]}}
        spec = {"targetRefs": [service_target(intent)], "loadBalancer": hashing}
        objects.append(Extra(_API, "BackendConfigPolicy", {"spec": spec}))
    return Policies(sessions, (*objects, *beside), (*limits, *_lacking(intent), *closed))


def _traffic(intent: Intent) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if intent.streaming:
        words["timeouts"] = {"request": "0s", "streamIdle": f"{intent.idle}s"}
    size = quantity(intent.max_body) if intent.max_body else None
    return {**words, "buffer": {"maxRequestSize": size}} if size else words


def _hash(sessions: Sessions, header: str) -> dict[str, Any]:
    if sessions == "cookie":
        return {"cookie": {"name": COOKIE, "ttl": "0s"}}
    return {"header": {"name": header}} if sessions == "header" else {"sourceIP": {}}


def _security(intent: Intent) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if intent.allowlist:
        words["acl"] = {"defaultAction": "deny", "rules": [{"cidrs": list(intent.allowlist), "action": "allow"}]}
    if isinstance(intent.auth, BasicAuth):
        words["basicAuth"] = {"secretRef": {"name": intent.auth.secret, "key": "auth"}}
    return words


def _asks(intent: Intent, beside: tuple[Extra, ...]) -> dict[str, Any]:
    return {"extAuth": {"extensionRef": {"name": f"{intent.name}-auth"}}} if beside else {}


def _service(intent: Intent) -> tuple[tuple[Extra, ...], tuple[Limit, ...]]:
    """The extension, its Backend, and for https the check of its certificate; then what stands in the way."""
    if not isinstance(intent.auth, ExternalAuth):
        return (), ()
    place = address(intent.auth.url)
    if place is None:
        return (), (Limit("auth.external.url", f"{_WHO} reaches a service by a host name", "write its host name"),)
    backend = {"static": {"hosts": [{"host": place.host, "port": place.port}]}}
    objects = [
        Extra(_API, "GatewayExtension", {"spec": {"extAuth": _provider(intent, place, intent.auth)}}, "-auth"),
        Extra(_API, "Backend", {"spec": backend}, "-auth"),
    ]
    if place.tls:
        words = {"sni": place.host, "verifySubjectAltNames": [place.host], "alpnProtocols": ["http/1.1"]}
        tls = {"wellKnownCACertificates": "System", **words}
        target = {"group": _GROUP, "kind": "Backend", "name": f"{intent.name}-auth"}
        objects.append(Extra(_API, "BackendConfigPolicy", {"spec": {"targetRefs": [target], "tls": tls}}, "-auth"))
    return tuple(objects), _appended(place)


def _provider(intent: Intent, place: Address, auth: ExternalAuth) -> dict[str, Any]:
    service: dict[str, Any] = {"backendRef": {"group": _GROUP, "kind": "Backend", "name": f"{intent.name}-auth"}}
    if place.path != "/":
        service["pathPrefix"] = place.path.rstrip("/")
    if auth.headers:
        service["authorizationResponse"] = {"headersToBackend": list(auth.headers)}
    return {"httpService": service, "headersToForward": ["Cookie"]}


def _appended(place: Address) -> tuple[Limit, ...]:
    if place.path == "/":
        return ()
    message = f"{_WHO} asks at {place.path.rstrip('/')} with the path of the request behind it"
    remedy = "let the service answer all paths below it, or name it without a path"
    return (Limit("auth.external.url", message, remedy, "warning"),)


def _lacking(intent: Intent) -> tuple[Limit, ...]:
    large = intent.max_body is not None and quantity(intent.max_body) is None
    lacks = {
        "rateLimit": "remove it, or add a TrafficPolicy with `rateLimit.global` and a rate limit service",
        **({"maxBody": "write less than 4g"} if large else {}),
    }
    found = missing(intent, f"{_WHO} by itself", lacks)
    if intent.allowlist:
        message = f"a release of {_WHO} without `acl` leaves the list out without a word"
        remedy = "make sure that `kubectl explain trafficpolicy.spec.acl` finds it"
        found = (*found, Limit("allowlist", message, remedy, "warning"))
    return (
        *found,
        *users_key(intent, f"{_WHO} takes only {{SHA}} passwords", "write the Secret's key `auth` with `htpasswd -s`"),
    )


IMPLEMENTATION = Implementation(policies, beside_gateway)
