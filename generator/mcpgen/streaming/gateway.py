"""The Gateway API: an HTTPRoute instead of an Ingress, and the policies of the implementation that runs the Gateway.

Sources: module sigs.k8s.io/gateway-api v1.7.0, `config/crd/standard/gateway.networking.k8s.io_httproutes.yaml` and
`apis/v1/httproute_types.go`: `timeouts` are standard, and `0s` lifts a limit; the CORS filter is standard since 1.5;
`sessionPersistence` is not in the standard channel, and a POST must not be sent twice, so neither it nor `retry` is written.
Which implementation reads `timeouts` and the CORS filter, it says in its own report in module
sigs.k8s.io/gateway-api/conformance v1.7.0, `reports/v1.6/`. What the API server would fill in within lists (group, kind,
weight) is written out: Argo CD compares lists whole. A listener holds the certificate, a route cannot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations import (
    agentgateway,
    envoy_gateway,
    gke,
    istio,
    kgateway,
    nginx_gateway_fabric,
    traefik_gateway,
)
from mcpgen.streaming.implementations.interface import Implementation, Policies, beside_gateway
from mcpgen.streaming.implementations.limits import impossible, missing
from mcpgen.streaming.interface import Controller, Extra, Limit, Route

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mcpgen.streaming.interface import Callers, Cors, Intent

_GROUP = "gateway.networking.k8s.io"
_WHO = "the Gateway API by itself"
_NAME = "remove it, or name the cluster's `implementation`"
_LACKS = dict.fromkeys(("rateLimit", "maxBody", "allowlist", "auth.basic", "auth.external"), _NAME)
_MATCHES = {"Prefix": "PathPrefix", "Exact": "Exact", "ImplementationSpecific": "PathPrefix"}
_PATH = re.compile(r"(?!.*(//|/\.{1,2}(/|$)|%2[fF]))([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2}){1,1024}")
_ORIGIN = re.compile(r"\*|https?://((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:[0-9]{1,5})?")


def standard(intent: Intent) -> Policies:
    """What is left where no implementation is named: nothing but the HTTPRoute."""
    return Policies("none", limits=(*impossible(intent, _WHO), *missing(intent, _WHO, _LACKS)))


_STANDARD = Implementation(standard, beside_gateway)
IMPLEMENTATIONS: Mapping[str, Implementation] = {
    "envoy-gateway": envoy_gateway.IMPLEMENTATION,
    "istio": istio.IMPLEMENTATION,
    "nginx-gateway-fabric": nginx_gateway_fabric.IMPLEMENTATION,
    "kgateway": kgateway.IMPLEMENTATION,
    "agentgateway": agentgateway.IMPLEMENTATION,
    "traefik": traefik_gateway.IMPLEMENTATION,
    "gke": gke.IMPLEMENTATION,
}
"""Name in the catalog → what writes its policies."""


def route(intent: Intent) -> Route:
    """The HTTPRoute, then the implementation's objects."""
    runs = _implementation(intent)
    found = runs.policies(intent)
    http = Extra(f"{_GROUP}/v1", "HTTPRoute", {"spec": _spec(intent, runs, found)})
    return Route(found.sessions, objects=(http, *found.objects), limits=(*_limits(intent), *found.limits), ingress=False)


def callers(intent: Intent) -> Callers:
    """Where the implementation's proxies are."""
    return _implementation(intent).callers(intent)


def _implementation(intent: Intent) -> Implementation:
    return IMPLEMENTATIONS[intent.gateway.implementation] if intent.gateway.implementation else _STANDARD


def _spec(intent: Intent, runs: Implementation, found: Policies) -> dict[str, Any]:
    """One rule. Without a Gateway or a host that all environments share, an overlay adds its own."""
    spec: dict[str, Any] = {}
    if intent.gateway.name:
        spec["parentRefs"] = [_parent(intent)]
    if intent.host:
        spec["hostnames"] = [intent.host]
    cors = [{"type": "CORS", "cors": _cors(intent.cors)}] if intent.cors and runs.cors else []
    filters = [*cors, *(dict(each) for each in found.filters)]
    rule: dict[str, Any] = {"matches": [{"path": {"type": _MATCHES[intent.path_type], "value": intent.path}}]}
    if filters:
        rule["filters"] = filters
    rule["backendRefs"] = [dict(found.backend) if found.backend else _service(intent)]
    if intent.streaming and runs.timeouts:
        rule["timeouts"] = {"request": "0s", "backendRequest": "0s"}
    return {**spec, "rules": [rule]}


def _parent(intent: Intent) -> dict[str, Any]:
    gateway = intent.gateway
    found = {
        "group": _GROUP,
        "kind": "Gateway",
        "name": gateway.name,
        "namespace": gateway.namespace,
        "sectionName": gateway.section,
    }
    return {name: value for name, value in found.items() if value is not None}


def _service(intent: Intent) -> dict[str, Any]:
    return {"group": "", "kind": "Service", "name": intent.name, "port": intent.port, "weight": 1}


def _cors(cors: Cors) -> dict[str, Any]:
    """Lists are sets there, `*` stands alone, and a preflight's answer is kept for a second at least."""
    return {
        "allowOrigins": ["*"] if "*" in cors.origins else list(dict.fromkeys(cors.origins)),
        "allowMethods": list(dict.fromkeys(cors.methods)),
        "allowHeaders": list(dict.fromkeys(cors.headers)),
        "exposeHeaders": list(dict.fromkeys(cors.exposed)),
        "allowCredentials": cors.credentials,
        "maxAge": max(cors.max_age, 1),
    }


def _limits(intent: Intent) -> Iterator[Limit]:
    """What no implementation can do, and what an API server would refuse."""
    if not intent.gateway.name:
        remedy = "write `gateway: {name: …}` here, or in the environment's `ingress`"
        yield Limit("gateway", "an HTTPRoute needs a Gateway to attach to", remedy)
    if intent.certificate:
        remedy = f"name the Secret {intent.certificate} in the listener of Gateway {intent.gateway.name}, and remove `tls`"
        yield Limit("tls", "the certificate belongs to the Gateway's listener, and a route has none", remedy, "warning")
    if not _PATH.fullmatch(intent.path):
        yield Limit(
            "path", f"an HTTPRoute takes no path `{intent.path[:80]}`", "write segments of letters and digits, such as /mcp"
        )
    for origin in intent.cors.origins if intent.cors else ():
        if not _ORIGIN.fullmatch(origin):
            remedy = "write scheme and host, such as https://app.example.com, or `*`"
            yield Limit("cors.allowOrigins", f"`{origin[:80]}` is not an origin", remedy)


CONTROLLER = Controller(route=route, class_name=None, namespace=None, pod_labels={}, prefix=f"{_GROUP}/", callers=callers)
