"""GKE Gateway (Google's load balancers): GCPBackendPolicy and HealthCheckPolicy on the Service.

Sources: github.com/GoogleCloudPlatform/gke-gateway-api, `apis/networking/v1/` and `config/crd/` (networking.gke.io/v1);
cloud.google.com, "Configure Gateway resources using Policies". `timeoutSec` (30 without a policy) bounds a whole answer,
streams too. Affinity is by client address or a cookie of the load balancer's. The health check asks for `/` over HTTP unless
told otherwise, which an MCP server need not answer: a TCP check needs only an open port, as the pod's own probes do. Google's
front ends and health checks come from 130.211.0.0/22 and 35.191.0.0/16; proxies of regional and internal classes from their
proxy-only subnet, which only the environment's `controllerCIDRs` can name. Timeouts and CORS stay out of the HTTPRoute: the
report of GKE 1.36.2 in module sigs.k8s.io/gateway-api/conformance v1.7.0, `reports/v1.6/gke-gateway/`, has both among what is
not supported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import Implementation, Policies, service_target
from mcpgen.streaming.implementations.limits import missing
from mcpgen.streaming.interface import Callers, Extra, Limit
from mcpgen.streaming.limits import possible

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, Sessions

_WHO = "GKE Gateway"
_API = "networking.gke.io/v1"
_ARMOR = "remove it, and name a Cloud Armor policy in `default.securityPolicy` of a GCPBackendPolicy"
_LACKS = {
    "rateLimit": _ARMOR,
    "cors": "remove it, and let the server answer browsers",
    "maxBody": "remove it, and let the server refuse large requests",
    "allowlist": _ARMOR,
    "auth.basic": "remove it, and let the server check who calls",
    "auth.external": "remove it, and turn on Identity-Aware Proxy in a GCPBackendPolicy, or let the server check who calls",
}
_CHECK = {"type": "TCP", "tcpHealthCheck": {"portSpecification": "USE_SERVING_PORT"}}
_LONGEST = 86400
"""What the catalog takes as `idleTimeout`."""
_FRONT_ENDS = ("130.211.0.0/22", "35.191.0.0/16")


def policies(intent: Intent) -> Policies:
    """A health check always; timeout and affinity where they are asked for."""
    sessions, limits = possible(intent.sessions, ["client-ip", "cookie"], _WHO)
    backend = _backend(intent, sessions)
    objects = [Extra(_API, "GCPBackendPolicy", _spec(intent, backend))] if backend else []
    objects.append(Extra(_API, "HealthCheckPolicy", _spec(intent, {"config": _CHECK})))
    return Policies(sessions, tuple(objects), (*limits, *missing(intent, _WHO, _LACKS), *_total(intent)))


def callers(_: Intent) -> Callers:
    """Addresses of Google's, outside the cluster."""
    return Callers(cidrs=_FRONT_ENDS)


def _spec(intent: Intent, default: dict[str, Any]) -> dict[str, Any]:
    return {"spec": {"default": default, "targetRef": service_target(intent)}}


def _backend(intent: Intent, sessions: Sessions) -> dict[str, Any]:
    """A cookie without an age lasts as long as its client."""
    words: dict[str, Any] = {"timeoutSec": intent.idle} if intent.streaming else {}
    if sessions == "client-ip":
        words["sessionAffinity"] = {"type": "CLIENT_IP"}
    if sessions == "cookie":
        words["sessionAffinity"] = {"type": "GENERATED_COOKIE", "cookieTtlSec": 0}
    return words


def _total(intent: Intent) -> tuple[Limit, ...]:
    if not intent.streaming or intent.idle == _LONGEST:
        return ()
    message = f"{_WHO} ends every stream after these {intent.idle} seconds, silent or not"
    remedy = f"raise it up to {_LONGEST}; clients open a new stream then"
    return (Limit("idleTimeout", message, remedy, "warning"),)


IMPLEMENTATION = Implementation(policies, callers, timeouts=False, cors=False)
