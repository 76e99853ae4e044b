"""GKE Ingress: a BackendConfig for what Google's load balancer can do, and the names of what it leaves to others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mcpgen.streaming.gce import CONTROLLER, route
from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Extra, Limit, Route, Sessions
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

CLASS = {"kubernetes.io/ingress.class": "gce"}
NEG = {"cloud.google.com/neg": '{"ingress": true}'}
CONFIGURED = {**NEG, "cloud.google.com/backend-config": '{"default": "search"}'}
BOUND = Limit(
    "idleTimeout",
    "GKE Ingress ends every stream after 3600 s, idle or not: its only timeout is one for the whole answer",
    "write as many seconds as a stream may last, at most 86400, and let clients connect again",
    "warning",
)


def config(**spec: Any) -> tuple[Extra, ...]:
    """The server's BackendConfig."""
    return (Extra("cloud.google.com/v1", "BackendConfig", {"spec": spec}),)


def test_plain() -> None:
    """Straight to the pods; no BackendConfig."""
    assert route(PLAIN) == Route("none", CLASS, NEG)


def test_stream() -> None:
    """The only timeout there is bounds the stream as a whole, which is told."""
    assert route(replace(PLAIN, streaming=True)) == Route("none", CLASS, CONFIGURED, config(timeoutSec=3600), (BOUND,))


@pytest.mark.parametrize(
    ("sessions", "became", "affinity"),
    [
        (None, "client-ip", "CLIENT_IP"),
        ("client-ip", "client-ip", "CLIENT_IP"),
        ("cookie", "cookie", "GENERATED_COOKIE"),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, affinity: str) -> None:
    """By client address unless told otherwise."""
    found = route(replace(PLAIN, sessions=sessions))
    assert found == Route(became, CLASS, CONFIGURED, config(sessionAffinity={"affinityType": affinity}))


def test_sessions_that_would_be_lost() -> None:
    """There is no affinity by header."""
    message = "GKE Ingress cannot keep sessions on their pod by header"
    remedy = "write `sessions: client-ip`, keep the server stateless, or run one replica"
    found = route(replace(PLAIN, sessions="header"))
    assert found == Route("none", CLASS, NEG, limits=(Limit("sessions", message, remedy),))


EVERYTHING = replace(PLAIN, streaming=True, sessions=None, rate=RATE, cors=CORS, certificate="search-tls", max_body="8m")
WRITTEN = Route(
    "client-ip",
    {**CLASS, "kubernetes.io/ingress.allow-http": "false"},
    CONFIGURED,
    config(timeoutSec=3600, sessionAffinity={"affinityType": "CLIENT_IP"}),
    (
        BOUND,
        Limit(
            "rateLimit",
            "GKE Ingress has no rate limit of its own",
            "make a Cloud Armor policy with a rate, and name it as `securityPolicy` of the BackendConfig in `patches`",
            "warning",
        ),
        Limit("cors", "GKE Ingress answers no preflights", "let the server answer them", "warning"),
        Limit("maxBody", "GKE Ingress does not limit a request's size", "let the server limit it", "warning"),
    ),
)


def test_everything() -> None:
    """All that a route can ask for, short of an error; what Google Cloud has elsewhere is named."""
    assert route(EVERYTHING) == WRITTEN


def test_networks_it_cannot_check() -> None:
    """Without the check, everyone could call."""
    remedy = (
        "make a Cloud Armor policy with these networks, name it as `securityPolicy` of the BackendConfig in `patches`,"
        " and remove `allowlist`"
    )
    limit = Limit("allowlist", "GKE Ingress lets every address in", remedy)
    assert route(replace(PLAIN, allowlist=("10.0.0.0/8",))) == Route("none", CLASS, NEG, limits=(limit,))


@pytest.mark.parametrize("auth", [EXTERNAL, BasicAuth("users")])
def test_callers_it_cannot_check(auth: ExternalAuth | BasicAuth) -> None:
    """Without the check, everyone could call."""
    message = "GKE Ingress neither reads password files nor asks another service whether a client may call"
    remedy = "let the server check the client's token, or remove `auth` and write `iap` of the BackendConfig in `patches`"
    assert route(replace(PLAIN, auth=auth)) == Route("none", CLASS, NEG, limits=(Limit("auth", message, remedy),))


def test_installation() -> None:
    """No class of its own, no pods: requests come from Google's networks."""
    assert (CONTROLLER.class_name, CONTROLLER.namespace, CONTROLLER.pod_labels, CONTROLLER.prefix, CONTROLLER.cidrs) == (
        None,
        None,
        {},
        "networking.gke.io/",
        ("130.211.0.0/22", "35.191.0.0/16"),
    )
