"""agentgateway: an AgentgatewayPolicy on the HTTPRoute.

Sources: github.com/agentgateway/agentgateway, `controller/api/v1alpha1/agentgateway/agentgateway_policy_types.go` and
`controller/install/helm/agentgateway-crds/templates/` (agentgateway.dev/v1alpha1). No policy bounds the silence of a stream,
and its own `timeouts.request` is at least 100 ms, so the HTTPRoute's `0s` is all that is written. Requests go to any pod of a
Service; only a backend of type `mcp`, where agentgateway speaks MCP itself, keeps sessions (`sessionRouting: Stateful`). A
local rate limit counts all clients together. Authorization is CEL; `Require` must hold whatever other policies allow.
Passwords are read from the key `.htaccess`. Proxies run beside the Gateway.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import Implementation, Policies, beside_gateway, route_target
from mcpgen.streaming.implementations.limits import impossible, missing, users_key
from mcpgen.streaming.implementations.values import Address, address
from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Extra, Limit

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent

_WHO = "agentgateway"
_GROUP = "agentgateway.dev"
_API = f"{_GROUP}/v1alpha1"
_LACKS = {
    "rateLimit": "remove it, or add an AgentgatewayPolicy with `traffic.rateLimit.global` and a rate limit service",
    "maxBody": "remove it, and let the server refuse large requests",
}


def policies(intent: Intent) -> Policies:
    """Who may call; there is nothing to say of streams."""
    beside, closed = _service(intent)
    traffic = {**_security(intent), **_asks(intent, beside)}
    spec = {"targetRefs": [route_target(intent)], "traffic": traffic}
    objects = (Extra(_API, "AgentgatewayPolicy", {"spec": spec}), *beside) if traffic else ()
    message, remedy = f"{_WHO} reads the key `.htaccess` of the Secret", "store the users under `.htaccess` too"
    lacking = (*missing(intent, f"{_WHO} by itself", _LACKS), *users_key(intent, message, remedy))
    return Policies("none", objects, (*impossible(intent, f"{_WHO} before a Service"), *lacking, *closed))


def _security(intent: Intent) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if intent.allowlist:
        listed = " || ".join(f'cidr("{cidr}").containsIP(source.address)' for cidr in intent.allowlist)
        words["authorization"] = {"action": "Require", "policy": {"matchExpressions": [listed]}}
    if isinstance(intent.auth, BasicAuth):
        words["basicAuthentication"] = {"mode": "Strict", "secretRef": {"name": intent.auth.secret}}
    return words


def _asks(intent: Intent, beside: tuple[Extra, ...]) -> dict[str, Any]:
    place = address(intent.auth.url) if isinstance(intent.auth, ExternalAuth) else None
    if not beside or place is None or not isinstance(intent.auth, ExternalAuth):
        return {}
    http: dict[str, Any] = {"path": json.dumps(place.path), "allowedRequestHeaders": ["Authorization", "Cookie"]}
    if intent.auth.headers:
        http["allowedResponseHeaders"] = list(intent.auth.headers)
    backend = {"group": _GROUP, "kind": "AgentgatewayBackend", "name": f"{intent.name}-auth"}
    return {"extAuth": {"backendRef": backend, "http": http}}


def _service(intent: Intent) -> tuple[tuple[Extra, ...], tuple[Limit, ...]]:
    """The service that is asked, and what stands in the way."""
    if not isinstance(intent.auth, ExternalAuth):
        return (), ()
    place = address(intent.auth.url)
    if place is None:
        return (), (Limit("auth.external.url", f"{_WHO} reaches a service by a host name", "write its host name"),)
    return (Extra(_API, "AgentgatewayBackend", {"spec": _backend(place)}, "-auth"),), ()


def _backend(place: Address) -> dict[str, Any]:
    """For https, the certificate is checked for the host against the system's authorities."""
    static = {"static": {"host": place.host, "port": place.port}}
    return {**static, "policies": {"tls": {}}} if place.tls else static


IMPLEMENTATION = Implementation(policies, beside_gateway)
