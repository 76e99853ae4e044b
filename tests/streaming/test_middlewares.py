"""Traefik's Middlewares, in the order in which they act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcpgen.streaming.interface import BasicAuth
from mcpgen.streaming.middlewares import middlewares
from tests.streaming.samples import CORS, EXTERNAL, PLAIN, RATE

HEADERS = {
    "accessControlAllowMethods": ["GET", "POST"],
    "accessControlAllowHeaders": ["Content-Type", "Mcp-Session-Id"],
    "accessControlExposeHeaders": ["Mcp-Session-Id"],
    "accessControlAllowCredentials": False,
    "accessControlMaxAge": 3600,
    "addVaryHeader": True,
}


def test_nothing_asked_nothing_written() -> None:
    """A plain route."""
    assert middlewares(PLAIN) == {}


def test_everything() -> None:
    """Strangers, preflights, limits, passwords."""
    rate = replace(RATE, per_minute=60)
    intent = replace(PLAIN, allowlist=("10.0.0.0/8",), cors=CORS, rate=rate, auth=BasicAuth("users"))
    assert list(middlewares(intent).items()) == [
        ("-allowlist", {"ipAllowList": {"sourceRange": ["10.0.0.0/8"]}}),
        ("-cors", {"headers": {"accessControlAllowOriginList": ["https://app.example.com"], **HEADERS}}),
        ("-rate-second", {"rateLimit": {"average": 10, "period": "1s", "burst": 50}}),
        ("-rate-minute", {"rateLimit": {"average": 60, "period": "1m", "burst": 300}}),
        ("-connections", {"inFlightReq": {"amount": 100, "sourceCriterion": {"ipStrategy": {"depth": 0}}}}),
        ("-auth", {"basicAuth": {"secret": "users"}}),
    ]


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (("*", "https://app.example.com"), {"accessControlAllowOriginList": ["*"]}),
        (("https://*.example.com",), {"accessControlAllowOriginListRegex": ["^(https://[A-Za-z0-9-]+[.]example[.]com)$"]}),
    ],
)
def test_origins(origins: tuple[str, ...], words: dict[str, list[str]]) -> None:
    """One `*` is all of them; one inside makes a regular expression."""
    found = middlewares(replace(PLAIN, cors=replace(CORS, origins=origins)))
    assert found == {"-cors": {"headers": {**words, **HEADERS}}}


def test_a_service_that_is_asked() -> None:
    """With the headers of its answer, where any are named."""
    asked = {"address": "https://auth.example.com/verify", "authResponseHeaders": ["X-User"]}
    assert middlewares(replace(PLAIN, auth=EXTERNAL)) == {"-auth": {"forwardAuth": asked}}
    del asked["authResponseHeaders"]
    assert middlewares(replace(PLAIN, auth=replace(EXTERNAL, headers=()))) == {"-auth": {"forwardAuth": asked}}
