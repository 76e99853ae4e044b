"""Istio: a DestinationRule for the Service, an AuthorizationPolicy for the Gateway.

Sources: module istio.io/api v1.32.0, `kubernetes/customresourcedefinitions.gen.yaml` (networking.istio.io/v1,
security.istio.io/v1); istio.io/istio at eed52ebb66ad, `pilot/pkg/networking/core/listener_builder.go` (a stream may be silent
for ever, a request take any time, unless the mesh's connection settings have the profile EDGE),
`pilot/pkg/config/kube/gateway/conversion.go` (the CORS filter; `0s` sets no timeout) and
`manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml` (labels of the pods, beside the Gateway). A policy for
a Gateway is read in the Gateway's namespace only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming.implementations.interface import COOKIE, Implementation, Policies, beside_gateway
from mcpgen.streaming.implementations.limits import missing
from mcpgen.streaming.interface import Extra, Limit
from mcpgen.streaming.limits import possible

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, Sessions

_WHO = "Istio"
_LACKS = {
    "rateLimit": "remove it, and limit at the Gateway with an EnvoyFilter or a rate limit service",
    "maxBody": "remove it, and let the server refuse large requests",
    "auth.basic": "remove it, and let the server check who calls, or use a RequestAuthentication for tokens",
    "auth.external": "remove it, and write an AuthorizationPolicy with `action: CUSTOM` for a provider of the mesh",
}


def policies(intent: Intent) -> Policies:
    """A hash for sessions, a denial for addresses that are not on the list."""
    sessions, limits = possible(intent.sessions, ["client-ip", "cookie", "header"], _WHO)
    rule = _destination_rule(intent, sessions) if sessions != "none" else None
    denial, apart = _denial(intent), _apart(intent)
    objects = tuple(each for each in (rule, denial) if each is not None)
    return Policies(sessions, objects, (*limits, *missing(intent, _WHO, _LACKS), *apart))


def _destination_rule(intent: Intent, sessions: Sessions) -> Extra:
    """A short host is a Service in the rule's own namespace."""
    policy = {"loadBalancer": {"consistentHash": _hash(sessions, intent.session_header)}}
    return Extra("networking.istio.io/v1", "DestinationRule", {"spec": {"host": intent.name, "trafficPolicy": policy}})


def _hash(sessions: Sessions, header: str) -> dict[str, Any]:
    """A cookie without an age lasts as long as its client."""
    if sessions == "cookie":
        return {"httpCookie": {"name": COOKIE, "ttl": "0s"}}
    return {"httpHeaderName": header} if sessions == "header" else {"useSourceIp": True}


def _denial(intent: Intent) -> Extra | None:
    """At the Gateway, for this server's host and path only: a rule that allows would turn away all other servers' callers.

    The host is named with and without a port, as a client may write it.
    """
    host, gateway = intent.host or "*", intent.gateway.name
    if not intent.allowlist or gateway is None or host.startswith("*") or not _shares(intent):
        return None
    operation: dict[str, Any] = {"hosts": [host, f"{host}:*"], **_paths(intent)}
    rule = {"from": [{"source": {"notRemoteIpBlocks": list(intent.allowlist)}}], "to": [{"operation": operation}]}
    target = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": gateway}
    return Extra(
        "security.istio.io/v1", "AuthorizationPolicy", {"spec": {"targetRefs": [target], "action": "DENY", "rules": [rule]}}
    )


def _paths(intent: Intent) -> dict[str, list[str]]:
    """The paths that lead to the server; none named for all of them."""
    if intent.path_type == "Exact":
        return {"paths": [intent.path]}
    prefix = intent.path.rstrip("/")
    return {"paths": [prefix, f"{prefix}/*"]} if prefix else {}


def _shares(intent: Intent) -> bool:
    """True where server and Gateway are in one namespace."""
    return intent.gateway.namespace in {None, intent.namespace}


def _apart(intent: Intent) -> tuple[Limit, ...]:
    if not intent.allowlist:
        return ()
    if intent.host and intent.host.startswith("*"):
        message = f"{_WHO} matches `*` at one end of a host only, and a caller may write a port at the other"
        return (Limit("allowlist", message, "write a host without `*`"),)
    if _shares(intent):
        return ()
    message = f"{_WHO} reads an AuthorizationPolicy only beside its Gateway, in namespace {intent.gateway.namespace}"
    remedy = "remove it, and write that policy there, or use a Gateway in the server's namespace"
    return (Limit("allowlist", message, remedy),)


IMPLEMENTATION = Implementation(policies, beside_gateway)
