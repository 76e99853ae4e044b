"""Traefik: Middlewares for what is done with a request, cookies for sessions, nothing for streams."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mcpgen.streaming.interface import BasicAuth, Extra, Limit, Route, Sessions
from mcpgen.streaming.traefik import CONTROLLER, route
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

STICKY = {
    "traefik.ingress.kubernetes.io/service.sticky.cookie": "true",
    "traefik.ingress.kubernetes.io/service.sticky.cookie.httponly": "true",
}
MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares"


def middleware(suffix: str, spec: dict[str, Any]) -> Extra:
    """A Middleware of the server."""
    return Extra("traefik.io/v1alpha1", "Middleware", {"spec": spec}, suffix)


def test_nothing_asked_nothing_written() -> None:
    """A plain Ingress."""
    assert route(PLAIN) == Route("none")


def test_stream() -> None:
    """Traefik streams by itself, and waits without end."""
    assert route(replace(PLAIN, streaming=True, idle=60)) == Route("none")


@pytest.mark.parametrize(
    ("sessions", "became", "words"), [(None, "cookie", STICKY), ("cookie", "cookie", STICKY), ("none", "none", {})]
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, str]) -> None:
    """The only means of a plain Ingress."""
    assert route(replace(PLAIN, sessions=sessions)) == Route(became, service=words)


@pytest.mark.parametrize(("sessions", "how"), [("client-ip", "by client address"), ("header", "by header")])
def test_sessions_that_would_be_lost(sessions: Sessions, how: str) -> None:
    """Hashing is for IngressRoutes."""
    message = f"Traefik's Ingress cannot keep sessions on their pod {how}"
    remedy = "write `sessions: cookie`, keep the server stateless, or run one replica"
    assert route(replace(PLAIN, sessions=sessions)) == Route("none", limits=(Limit("sessions", message, remedy),))


EVERYTHING = replace(
    PLAIN,
    streaming=True,
    sessions=None,
    rate=replace(RATE, per_minute=60),
    cors=CORS,
    certificate="search-tls",
    max_body="8m",
    allowlist=("10.0.0.0/8", "::1/128"),
    auth=EXTERNAL,
)
WRITTEN = Route(
    "cookie",
    {
        "traefik.ingress.kubernetes.io/router.entrypoints": "websecure",
        "traefik.ingress.kubernetes.io/router.tls": "true",
        MIDDLEWARES: "mcp-search-allowlist@kubernetescrd,mcp-search-cors@kubernetescrd,"
        "mcp-search-rate-second@kubernetescrd,mcp-search-rate-minute@kubernetescrd,"
        "mcp-search-connections@kubernetescrd,mcp-search-auth@kubernetescrd",
    },
    {**STICKY, "traefik.ingress.kubernetes.io/service.sticky.cookie.secure": "true"},
    (
        middleware("-allowlist", {"ipAllowList": {"sourceRange": ["10.0.0.0/8", "::1/128"]}}),
        middleware(
            "-cors",
            {
                "headers": {
                    "accessControlAllowOriginList": ["https://app.example.com"],
                    "accessControlAllowMethods": ["GET", "POST"],
                    "accessControlAllowHeaders": ["Content-Type", "Mcp-Session-Id"],
                    "accessControlExposeHeaders": ["Mcp-Session-Id"],
                    "accessControlAllowCredentials": False,
                    "accessControlMaxAge": 3600,
                    "addVaryHeader": True,
                }
            },
        ),
        middleware("-rate-second", {"rateLimit": {"average": 10, "period": "1s", "burst": 50}}),
        middleware("-rate-minute", {"rateLimit": {"average": 60, "period": "1m", "burst": 300}}),
        middleware("-connections", {"inFlightReq": {"amount": 100, "sourceCriterion": {"ipStrategy": {"depth": 0}}}}),
        middleware(
            "-auth",
            {"forwardAuth": {"address": "https://auth.example.com/verify", "authResponseHeaders": ["X-User"]}},
        ),
    ),
    (
        Limit(
            "maxBody",
            "Traefik limits a request's size only by buffering, which would hold streams back",
            "let the server limit it",
            "warning",
        ),
    ),
)


def test_everything() -> None:
    """All that a route can ask for, in the order in which Traefik is to do it; what cannot be had is told."""
    assert route(EVERYTHING) == WRITTEN


def test_a_base_for_several_namespaces() -> None:
    """A Middleware is named by its namespace: where that is open, each overlay names it."""
    found = route(replace(PLAIN, namespace=None, allowlist=("10.0.0.0/8",)))
    assert found == Route("none", objects=(middleware("-allowlist", {"ipAllowList": {"sourceRange": ["10.0.0.0/8"]}}),))


@pytest.mark.parametrize(("size", "number"), [("512", 512), ("64k", 65536), ("8m", 8388608), ("1g", 1073741824)])
def test_the_size_of_requests_without_streams(size: str, number: int) -> None:
    """Where nothing streams, buffering does no harm."""
    assert route(replace(PLAIN, max_body=size)) == Route(
        "none",
        {MIDDLEWARES: "mcp-search-body@kubernetescrd"},
        objects=(middleware("-body", {"buffering": {"maxRequestBodyBytes": number}}),),
    )


def test_passwords() -> None:
    """A Secret of one key, whatever its name."""
    assert route(replace(PLAIN, auth=BasicAuth("users"))) == Route(
        "none",
        {MIDDLEWARES: "mcp-search-auth@kubernetescrd"},
        objects=(middleware("-auth", {"basicAuth": {"secret": "users"}}),),
    )


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (("https://a.example.com", "*"), {"accessControlAllowOriginList": ["*"]}),
        (
            ("https://*.example.com", "https://b.example.org"),
            {"accessControlAllowOriginListRegex": ["^(https://[A-Za-z0-9-]+[.]example[.]com|https://b[.]example[.]org)$"]},
        ),
    ],
)
def test_origins(origins: tuple[str, ...], words: dict[str, list[str]]) -> None:
    """`*` alone is a word of Traefik's; inside an origin it needs a regular expression."""
    found = route(replace(PLAIN, cors=replace(CORS, origins=origins))).objects[0].top["spec"]["headers"]
    assert {name: value for name, value in found.items() if "Origin" in name} == words


def test_installation() -> None:
    """What the Helm chart makes of a release named traefik."""
    assert (CONTROLLER.class_name, CONTROLLER.namespace, CONTROLLER.pod_labels, CONTROLLER.prefix, CONTROLLER.cidrs) == (
        "traefik",
        "traefik",
        {"app.kubernetes.io/name": "traefik"},
        "traefik.ingress.kubernetes.io/",
        (),
    )
