"""NGINX Gateway Fabric: one policy for each thing that nginx does, on the HTTPRoute or the Service.

Sources: github.com/nginx/nginx-gateway-fabric, `apis/v1alpha1/` and `config/crd/bases/` (gateway.nginx.org/v1alpha1);
docs.nginx.com, "Proxy Settings Policy API" (`proxy_buffering`, `proxy_read_timeout`, `proxy_send_timeout`; nginx's own
defaults are buffering and 60 s), "Configure basic authentication" (a Secret of type `nginx.org/htpasswd` with the key `auth`),
"Define IP address allowlists and denylists". `Duration` and `Size` have at most four digits; a hash key is an nginx
variable of letters and `_`. The HTTPRoute's `timeouts` have no effect. A filter that is not there answers 500.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import (
    Implementation,
    Policies,
    beside_gateway,
    extension,
    rates,
    route_target,
    service_target,
)
from mcpgen.streaming.implementations.limits import missing, users_key
from mcpgen.streaming.implementations.values import nginx_seconds, nginx_size
from mcpgen.streaming.interface import BasicAuth, Extra, Limit
from mcpgen.streaming.limits import possible

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, RateLimit, Sessions

_WHO = "NGINX Gateway Fabric"
_GROUP = "gateway.nginx.org"
_LACKS = {
    "rateLimit.connections": "write `connections: null`",
    "auth.external": "remove it, and let the server check who calls, or choose another implementation",
}
_MOST = 64
"""Rules of an AccessPolicy."""


def policies(intent: Intent) -> Policies:
    """The policies that are asked for; passwords are checked by a filter of the route."""
    sessions, limits = _sessions(intent)
    found = [*_traffic(intent), *_upstream(intent, sessions), *_security(intent)]
    objects = tuple(Extra(f"{_GROUP}/v1alpha1", kind, {"spec": spec}) for kind, spec in found)
    asked = isinstance(intent.auth, BasicAuth)
    filters = (extension(_GROUP, "AuthenticationFilter", intent.name),) if asked else ()
    return Policies(sessions, objects, (*limits, *missing(intent, _WHO, _LACKS), *_conditions(intent)), filters)


def _sessions(intent: Intent) -> tuple[Sessions, tuple[Limit, ...]]:
    sessions, limits = possible(intent.sessions, ["client-ip", "header"], _WHO)
    if sessions == "header" and not re.fullmatch(r"[A-Za-z-]+", intent.session_header):
        wrong = f"{_WHO} takes only headers of letters and `-`, not `{intent.session_header}`"
        return "none", (Limit("sessionHeader", wrong, "choose another header"),)
    return sessions, limits


def _traffic(intent: Intent) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if intent.streaming:
        idle = nginx_seconds(intent.idle)
        words = {"buffering": {"disable": True}, "timeout": {"read": idle, "send": idle}}
        found.append(("ProxySettingsPolicy", {"targetRefs": [route_target(intent)], **words}))
    if intent.max_body:
        body = {"maxSize": nginx_size(intent.max_body)}
        found.append(("ClientSettingsPolicy", {"targetRef": route_target(intent), "body": body}))
    if intent.rate and rates(intent.rate):
        rules = {"local": {"rules": _rules(intent.rate)}}
        found.append(("RateLimitPolicy", {"targetRefs": [route_target(intent)], "rateLimit": rules}))
    return found


def _rules(rate: RateLimit) -> list[dict[str, Any]]:
    """As ingress-nginx counts a burst; what exceeds it is told so at once."""
    words = {"key": "$binary_remote_addr", "noDelay": True, "rejectCode": 429}
    return [{"rate": f"{requests}r/{unit}", "burst": requests * rate.burst, **words} for requests, unit in rates(rate)]


def _upstream(intent: Intent, sessions: Sessions) -> list[tuple[str, dict[str, Any]]]:
    """A consistent hash: a pod more or less moves few clients."""
    if sessions == "none":
        return []
    variable = intent.session_header.lower().replace("-", "_")
    key = f"$http_{variable}" if sessions == "header" else "$binary_remote_addr"
    words = {"loadBalancingMethod": "hash consistent", "hashMethodKey": key}
    return [("UpstreamSettingsPolicy", {"targetRefs": [service_target(intent)], **words})]


def _security(intent: Intent) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if intent.allowlist:
        rules = [
            {"name": f"allowed-{number}", "source": {"type": "IPAddress", "ipAddress": {"address": cidr}}}
            for number, cidr in enumerate(intent.allowlist, 1)
        ]
        found.append(("AccessPolicy", {"targetRefs": [route_target(intent)], "action": "Allow", "rules": rules}))
    if isinstance(intent.auth, BasicAuth):
        basic = {"secretRef": {"name": intent.auth.secret}, "realm": intent.name}
        found.append(("AuthenticationFilter", {"type": "Basic", "basic": basic}))
    return found


def _conditions(intent: Intent) -> tuple[Limit, ...]:
    """What the cluster must have for what is written, and what it would refuse."""
    wrong = f"{_WHO} reads only a Secret of type `nginx.org/htpasswd`"
    found = users_key(intent, wrong, "create the Secret with that type; its key stays `auth`")
    if len(intent.allowlist) > _MOST:
        return (*found, Limit("allowlist", f"{_WHO} takes at most {_MOST} ranges", "join neighbouring ranges"))
    if not intent.allowlist:
        return found
    wrong = f"{_WHO} has the AccessPolicy that turns callers away only in releases after 2.6"
    remedy = "make sure that `kubectl get crd accesspolicies.gateway.nginx.org` finds it"
    return (*found, Limit("allowlist", wrong, remedy, "warning"))


IMPLEMENTATION = Implementation(policies, beside_gateway, timeouts=False)
