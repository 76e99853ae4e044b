"""AWS Application Load Balancers: what they can do, and what AWS has elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcpgen.streaming.alb import CONTROLLER, route
from mcpgen.streaming.interface import BasicAuth, ExternalAuth, Limit, Route, Sessions
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

ALWAYS = {
    "alb.ingress.kubernetes.io/scheme": "internal",
    "alb.ingress.kubernetes.io/target-type": "ip",
    "alb.ingress.kubernetes.io/success-codes": "200-499",
}
STICKY = {
    "alb.ingress.kubernetes.io/target-group-attributes": (
        "stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=86400"
    )
}
IDLE = "alb.ingress.kubernetes.io/load-balancer-attributes"


def test_plain() -> None:
    """Inside the VPC, straight to the pods, which are healthy when they answer."""
    assert route(PLAIN) == Route("none", ALWAYS)


def test_stream() -> None:
    """Only the idle timeout needs a word."""
    assert route(replace(PLAIN, streaming=True)) == Route("none", {**ALWAYS, IDLE: "idle_timeout.timeout_seconds=3600"})


def test_a_stream_that_may_idle_too_long() -> None:
    """As long as AWS lets it, and no silence about it."""
    assert route(replace(PLAIN, streaming=True, idle=86400)) == Route(
        "none",
        {**ALWAYS, IDLE: "idle_timeout.timeout_seconds=4000"},
        limits=(
            Limit(
                "idleTimeout",
                "An Application Load Balancer ends a stream that is idle for 4000 s",
                "write 4000 or less",
                "warning",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("sessions", "became", "words"), [(None, "cookie", STICKY), ("cookie", "cookie", STICKY), ("none", "none", {})]
)
def test_sessions(sessions: Sessions | None, became: Sessions, words: dict[str, str]) -> None:
    """The load balancer's own cookie."""
    assert route(replace(PLAIN, sessions=sessions)) == Route(became, {**ALWAYS, **words})


@pytest.mark.parametrize(("sessions", "how"), [("client-ip", "by client address"), ("header", "by header")])
def test_sessions_that_would_be_lost(sessions: Sessions, how: str) -> None:
    """There is no other means."""
    message = f"An Application Load Balancer cannot keep sessions on their pod {how}"
    remedy = "write `sessions: cookie`, keep the server stateless, or run one replica"
    assert route(replace(PLAIN, sessions=sessions)) == Route("none", ALWAYS, limits=(Limit("sessions", message, remedy),))


EVERYTHING = replace(
    PLAIN,
    streaming=True,
    sessions=None,
    rate=RATE,
    cors=CORS,
    certificate="search-tls",
    max_body="8m",
    allowlist=("10.0.0.0/8", "::1/128"),
)
WRITTEN = Route(
    "cookie",
    {
        **ALWAYS,
        IDLE: "idle_timeout.timeout_seconds=3600",
        **STICKY,
        "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
        "alb.ingress.kubernetes.io/ssl-redirect": "443",
        "alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8,::1/128",
    },
    limits=(
        Limit(
            "tls",
            "An Application Load Balancer cannot read the Secret `search-tls`; it takes the host's certificate from ACM",
            "keep one for the host in ACM, or name it: alb.ingress.kubernetes.io/certificate-arn in `annotations`",
            "warning",
        ),
        Limit(
            "rateLimit",
            "An Application Load Balancer has no rate limit of its own",
            "write the ARN of a web ACL with a rate rule: alb.ingress.kubernetes.io/wafv2-acl-arn in `annotations`",
            "warning",
        ),
        Limit("cors", "An Application Load Balancer answers no preflights", "let the server answer them", "warning"),
        Limit("maxBody", "An Application Load Balancer does not limit a request's size", "let the server limit it", "warning"),
    ),
)


def test_everything() -> None:
    """All that a route can ask for, short of an error; what AWS has elsewhere is named."""
    assert route(EVERYTHING) == WRITTEN


@pytest.mark.parametrize("auth", [EXTERNAL, BasicAuth("users")])
def test_callers_it_cannot_check(auth: ExternalAuth | BasicAuth) -> None:
    """Without the check, everyone could call."""
    message = "An Application Load Balancer neither reads password files nor asks another service whether a client may call"
    remedy = (
        "let the server check the client's token, or remove `auth` and write"
        " alb.ingress.kubernetes.io/auth-type: oidc in `annotations`"
    )
    assert route(replace(PLAIN, auth=auth)) == Route("none", ALWAYS, limits=(Limit("auth", message, remedy),))


def test_installation() -> None:
    """The load balancer is no pod: the environment says which networks it is in."""
    assert (CONTROLLER.class_name, CONTROLLER.namespace, CONTROLLER.pod_labels, CONTROLLER.prefix, CONTROLLER.cidrs) == (
        "alb",
        None,
        {},
        "alb.ingress.kubernetes.io/",
        (),
    )
