"""Origins as regular expressions match those origins, and nothing beside them."""

from __future__ import annotations

import re

import pytest

from mcpgen.streaming.patterns import pattern

ORIGINS = ("https://app.example.com", "https://*.example.org:8443", "http://localhost:3000")


def test_text() -> None:
    """No backslash, blank or quote, which would mean something to HAProxy's parser."""
    assert pattern(ORIGINS) == (
        "^(https://app[.]example[.]com|https://[A-Za-z0-9-]+[.]example[.]org:8443|http://localhost:3000)$"
    )
    assert pattern(["https://a b\"'\\#"]) == "^(https://a.b....)$"


@pytest.mark.parametrize("origin", ["https://app.example.com", "https://a-1.example.org:8443", "http://localhost:3000"])
def test_what_matches(origin: str) -> None:
    """`*` is one label."""
    assert re.search(pattern(ORIGINS), origin)


@pytest.mark.parametrize(
    "origin",
    [
        "https://app.example.com.evil.org",
        "https://appxexample.com",
        "http://app.example.com",
        "https://a.b.example.org:8443",
        "https://.example.org:8443",
        "evil https://app.example.com",
    ],
)
def test_what_does_not(origin: str) -> None:
    """A longer name, another dot, another scheme, two labels, no label."""
    assert not re.search(pattern(ORIGINS), origin)
