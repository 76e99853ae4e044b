"""GKE Ingress: a BackendConfig beside the Service, and Google's load balancer in front of the pods.

Sources: kubernetes/ingress-gce, `pkg/apis/backendconfig/v1/types.go` (fields of cloud.google.com/v1) and
`pkg/backendconfig/validation.go` (affinities: NONE, CLIENT_IP, GENERATED_COOKIE); Google Cloud, "Ingress configuration on
Google Cloud" (the Service's annotations; timeoutSec 30 unless told otherwise, for the whole answer; session affinity needs
network endpoint groups; allow-http; the class is read from the annotation, there is no IngressClass) and "Firewall rules"
(130.211.0.0/22 and 35.191.0.0/16, for requests and health checks). Networks and rates are Cloud Armor's, sign-in IAP's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mcpgen.streaming import limits
from mcpgen.streaming.interface import Controller, Extra, Limit, Route

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent, Sessions

_WHO = "GKE Ingress"
_AFFINITY: dict[Sessions, str] = {"client-ip": "CLIENT_IP", "cookie": "GENERATED_COOKIE"}


def route(intent: Intent) -> Route:
    """Sessions go by client address unless told otherwise: it needs nothing of the client."""
    sessions, lacking = limits.possible(intent.sessions, ["client-ip", "cookie"], _WHO)
    spec: dict[str, Any] = {}
    if intent.streaming:
        spec["timeoutSec"] = intent.idle
    if sessions != "none":
        spec["sessionAffinity"] = {"affinityType": _AFFINITY[sessions]}
    service = {"cloud.google.com/neg": json.dumps({"ingress": True})}
    if spec:
        service["cloud.google.com/backend-config"] = json.dumps({"default": intent.name})
    plain = {"kubernetes.io/ingress.allow-http": "false"} if intent.certificate else {}
    return Route(
        sessions,
        {"kubernetes.io/ingress.class": "gce", **plain},
        service,
        (Extra("cloud.google.com/v1", "BackendConfig", {"spec": spec}),) if spec else (),
        (*lacking, *_unsafe(intent), *_less(intent)),
    )


def _unsafe(intent: Intent) -> list[Limit]:
    found: list[Limit] = []
    if intent.allowlist:
        remedy = "make a Cloud Armor policy with these networks, name it as `securityPolicy` of the BackendConfig in `patches`"
        found.append(Limit("allowlist", f"{_WHO} lets every address in", f"{remedy}, and remove `allowlist`"))
    if intent.auth:
        message = f"{_WHO} neither reads password files nor asks another service whether a client may call"
        remedy = "let the server check the client's token, or remove `auth` and write `iap` of the BackendConfig in `patches`"
        found.append(Limit("auth", message, remedy))
    return found


def _less(intent: Intent) -> list[Limit]:
    """What goes without, each with what Google Cloud has in its place."""
    found: list[Limit] = []
    if intent.streaming:
        message = f"{_WHO} ends every stream after {intent.idle} s, idle or not: its only timeout is one for the whole answer"
        remedy = "write as many seconds as a stream may last, at most 86400, and let clients connect again"
        found.append(Limit("idleTimeout", message, remedy, "warning"))
    if intent.rate:
        remedy = "make a Cloud Armor policy with a rate, and name it as `securityPolicy` of the BackendConfig in `patches`"
        found.append(Limit("rateLimit", f"{_WHO} has no rate limit of its own", remedy, "warning"))
    return [*found, *limits.no_preflights(intent.cors, _WHO), *limits.no_size(intent.max_body, _WHO)]


CONTROLLER = Controller(
    route=route,
    class_name=None,
    namespace=None,
    pod_labels={},
    prefix="networking.gke.io/",
    cidrs=("130.211.0.0/22", "35.191.0.0/16"),
)
