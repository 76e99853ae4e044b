"""F5 NGINX Ingress Controller: annotations in its own spelling, Policies for who may call."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Extra, Limit, Route, Sessions
from mcpgen.streaming.nginx_f5 import CONTROLLER, route
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

STREAM = {
    "nginx.org/proxy-buffering": "false",
    "nginx.org/proxy-read-timeout": "3600s",
    "nginx.org/proxy-send-timeout": "3600s",
}
INSIDE = ExternalAuth("http://oauth2-proxy.auth.svc.cluster.local:4180/oauth2/auth", ())
"""A service of the cluster that is asked."""


def policy(suffix: str, spec: dict[str, Any]) -> Extra:
    """A Policy of the server."""
    return Extra("k8s.nginx.org/v1", "Policy", {"spec": spec}, suffix)


def test_nothing_asked_nothing_written() -> None:
    """The controller keeps its own defaults."""
    assert route(PLAIN) == Route("none")


def test_stream() -> None:
    """`off` would be refused as no boolean; times carry their unit."""
    assert route(replace(PLAIN, streaming=True)) == Route("none", STREAM)
    assert route(replace(PLAIN, streaming=True, idle=60)).annotations["nginx.org/proxy-read-timeout"] == "60s"


@pytest.mark.parametrize(
    ("sessions", "became", "words"),
    [
        (None, "client-ip", {"nginx.org/lb-method": "hash $remote_addr consistent"}),
        ("client-ip", "client-ip", {"nginx.org/lb-method": "hash $remote_addr consistent"}),
        ("cookie", "cookie", {"nginx.org/sticky-cookie-services": "serviceName=search search-pod path=/ httponly"}),
        ("header", "header", {"nginx.org/lb-method": "hash $http_x_tenant_id consistent"}),
        ("none", "none", {}),
    ],
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, str]) -> None:
    """Each means in the controller's words."""
    assert route(replace(PLAIN, sessions=sessions, session_header="X-Tenant-Id")) == Route(became, words)


def test_a_cookie_stays_within_tls() -> None:
    """With a certificate, the cookie is never sent in plain text."""
    found = route(replace(PLAIN, sessions="cookie", certificate="search-tls"))
    assert found == Route(
        "cookie", {"nginx.org/sticky-cookie-services": "serviceName=search search-pod path=/ httponly secure"}
    )


EVERYTHING = replace(
    PLAIN,
    streaming=True,
    sessions=None,
    rate=RATE,
    cors=CORS,
    certificate="search-tls",
    max_body="8m",
    allowlist=("10.0.0.0/8", "::1/128"),
    auth=INSIDE,
)
WRITTEN = Route(
    "client-ip",
    {
        **STREAM,
        "nginx.org/lb-method": "hash $remote_addr consistent",
        "nginx.org/limit-req-rate": "10r/s",
        "nginx.org/limit-req-burst": "50",
        "nginx.org/limit-req-no-delay": "true",
        "nginx.org/client-max-body-size": "8m",
        "nginx.org/policies": "search-allowlist,search-cors,search-auth",
    },
    objects=(
        policy("-allowlist", {"accessControl": {"allow": ["10.0.0.0/8", "::1/128"]}}),
        policy(
            "-cors",
            {
                "cors": {
                    "allowOrigin": ["https://app.example.com"],
                    "allowMethods": ["GET", "POST"],
                    "allowHeaders": ["Content-Type", "Mcp-Session-Id"],
                    "exposeHeaders": ["Mcp-Session-Id"],
                    "allowCredentials": False,
                    "maxAge": 3600,
                }
            },
        ),
        policy(
            "-auth",
            {
                "externalAuth": {
                    "authURI": "/oauth2/auth",
                    "authServiceName": "auth/oauth2-proxy",
                    "authServicePorts": [4180],
                }
            },
        ),
    ),
    limits=(
        Limit(
            "rateLimit.connections",
            "F5's controller does not limit how many connections one client has open",
            "write `connections: null`, or let the server count them",
            "warning",
        ),
    ),
)


def test_everything() -> None:
    """All that a route can ask for; what cannot be had is told."""
    assert route(EVERYTHING) == WRITTEN


def test_a_rate_by_the_minute() -> None:
    """The unit is the rate's; beside a rate by the second there is no room for it; no rate, no word."""
    by_minute = replace(RATE, per_second=None, per_minute=60, connections=None)
    assert route(replace(PLAIN, rate=by_minute)) == Route(
        "none",
        {"nginx.org/limit-req-rate": "60r/m", "nginx.org/limit-req-burst": "300", "nginx.org/limit-req-no-delay": "true"},
    )
    both = route(replace(PLAIN, rate=replace(by_minute, per_second=10)))
    assert both.annotations["nginx.org/limit-req-rate"] == "10r/s"
    assert [limit.field for limit in both.limits] == ["rateLimit.requestsPerMinute"]
    assert route(replace(PLAIN, rate=replace(by_minute, per_minute=None))) == Route("none")


def test_any_origin() -> None:
    """`*` takes the place of the others."""
    found = route(replace(PLAIN, cors=replace(CORS, origins=("https://app.example.com", "*"))))
    assert found.objects[0].top["spec"]["cors"]["allowOrigin"] == ["*"]


def test_passwords() -> None:
    """The Secret that other controllers read is of another shape."""
    assert route(replace(PLAIN, auth=BasicAuth("users"))) == Route(
        "none",
        {"nginx.org/basic-auth-secret": "users"},
        limits=(
            Limit(
                "auth.basic.secretName",
                "F5's controller reads the key `htpasswd` of a Secret of type nginx.org/htpasswd, not the key `auth`",
                "make `users` such a Secret",
                "warning",
            ),
        ),
    )


def test_a_service_elsewhere_cannot_be_asked() -> None:
    """Without its answer, everyone could call: no Policy, and an error for each part that cannot be had."""
    assert route(replace(PLAIN, auth=EXTERNAL)) == Route(
        "none",
        limits=(
            Limit(
                "auth.external.url",
                "F5's controller asks a Service of the cluster over plain HTTP,"
                " and `https://auth.example.com/verify` names none",
                "write http://SERVICE.NAMESPACE.svc:PORT/PATH",
            ),
            Limit(
                "auth.external.responseHeaders",
                "F5's controller passes none of the answer's headers on, so a client could send X-User itself",
                "remove `responseHeaders`, and let the server check the client's token",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("url", "name", "port", "uri"),
    [
        ("http://a.b.svc", "b/a", 80, "/"),
        ("http://a.b.svc:9000/verify?x=1", "b/a", 9000, "/verify?x=1"),
        ("http://a-1.b-2.svc.k8s.example/v", "b-2/a-1", 80, "/v"),
    ],
)
def test_services_of_the_cluster(url: str, name: str, port: int, uri: str) -> None:
    """The port of a Service need not be its first one; HTTP's own is written too."""
    spec = {"authURI": uri, "authServiceName": name, "authServicePorts": [port]}
    assert route(replace(PLAIN, auth=ExternalAuth(url, ()))).objects == (policy("-auth", {"externalAuth": spec}),)


@pytest.mark.parametrize("url", ["http://auth.example.com/v", "https://a.b.svc/v", "http://a.b.svc/v;x", "http://a.b/v"])
def test_what_names_no_service(url: str) -> None:
    """Another host, TLS, what nginx would read as the end of a directive, and what could be any host."""
    found = route(replace(PLAIN, auth=ExternalAuth(url, ())))
    assert (found.objects, [(limit.field, limit.severity) for limit in found.limits]) == ((), [("auth.external.url", "error")])


def test_installation() -> None:
    """What the Helm chart makes, in the namespace of the manifests."""
    assert (CONTROLLER.class_name, CONTROLLER.namespace, CONTROLLER.pod_labels, CONTROLLER.prefix, CONTROLLER.cidrs) == (
        "nginx",
        "nginx-ingress",
        {"app.kubernetes.io/name": "nginx-ingress"},
        "nginx.org/",
        (),
    )
