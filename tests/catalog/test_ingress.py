"""The ingress block: what users write, whichever controller runs."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mcpgen.catalog import ingress

WHOLE: dict[str, Any] = {
    "enabled": None,
    "sse": False,
    "path": "/",
    "pathType": "Prefix",
    "host": None,
    "controller": None,
    "implementation": None,
    "gateway": None,
    "className": None,
    "annotations": {},
    "tls": None,
    "idleTimeout": 3600,
    "sessions": "auto",
    "sessionHeader": "Authorization",
    "rateLimit": None,
    "cors": None,
    "maxBody": None,
    "allowlist": [],
    "auth": None,
}


@pytest.mark.parametrize(
    ("block", "written", "whole"),
    [
        (ingress.Ingress, {}, WHOLE),
        (ingress.Tls, {}, {"secretName": None, "issuer": None, "issuerKind": "ClusterIssuer"}),
        (ingress.RateLimit, {}, {"requestsPerSecond": 10, "requestsPerMinute": None, "burst": 5, "connections": 100}),
        (
            ingress.Cors,
            {"allowOrigins": ["*"]},
            {"allowOrigins": ["*"], "allowHeaders": [], "exposeHeaders": [], "allowCredentials": False, "maxAge": 3600},
        ),
        (ingress.GatewayReference, {"name": "edge"}, {"name": "edge", "namespace": None, "sectionName": None}),
        (
            ingress.EnvironmentIngress,
            {},
            {"controller": "nginx", "className": None, "implementation": None, "gateway": None},
        ),
    ],
)
def test_what_a_block_is_unless_told_otherwise(block: Any, written: dict[str, Any], whole: dict[str, Any]) -> None:
    """Every field, by the name that the catalog has for it, with its default."""
    assert block.model_validate(written).model_dump(by_alias=True) == whole


ENABLED = "`enabled` is missing"


@pytest.mark.parametrize(
    ("block", "written", "message"),
    [
        (ingress.Ingress, {"host": "a.example.com"}, ENABLED),
        (ingress.Ingress, {"enabled": None, "sse": True}, ENABLED),
        (ingress.Ingress, {"enabled": True, "allowlist": ["10.0.0.1/8"]}, "`10.0.0.1/8` is not a CIDR"),
        (ingress.Ingress, {"enabled": True, "maxBody": "8 MB"}, "`8 MB` is not a size"),
        (ingress.Ingress, {"enabled": True, "sessionHeader": "a b"}, "`a b` is not the name of a header"),
        (ingress.Cors, {"allowOrigins": ["*"], "allowCredentials": True}, "browsers send no credentials to an origin of `*`"),
        (ingress.RouteAuth, {}, "expected one of `basic` and `external`"),
        (
            ingress.RouteAuth,
            {"basic": {"secretName": "a"}, "external": {"url": "https://a"}},
            "expected one of `basic` and `external`",
        ),
        (ingress.ExternalAuth, {"url": "auth.example.com"}, "`auth.example.com` is not a URL"),
    ],
)
def test_refused(block: Any, written: dict[str, Any], message: str) -> None:
    """One error, in our words, with a way out."""
    with pytest.raises(ValidationError) as raised:
        block.model_validate(written)
    (error,) = raised.value.errors(include_url=False)
    assert (error["type"], error["ctx"]["message"]) == ("mcpgen", message)
    assert error["ctx"]["remedy"]


@pytest.mark.parametrize(
    "written",
    [
        {"idleTimeout": 0},
        {"idleTimeout": 90000},
        {"sessions": "sticky"},
        {"controller": "apache"},
        {"cors": {"allowOrigins": []}},
    ],
)
def test_out_of_bounds(written: dict[str, Any]) -> None:
    """Numbers and words that no controller takes."""
    with pytest.raises(ValidationError):
        ingress.Ingress.model_validate({"enabled": True, **written})
