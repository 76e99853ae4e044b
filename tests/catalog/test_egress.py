"""Destinations in one word."""

from __future__ import annotations

import pytest

from mcpgen.catalog.egress import Destination, parse


@pytest.mark.parametrize(
    ("text", "destination"),
    [
        ("10.0.0.0/8:5432", Destination(5432, cidr="10.0.0.0/8")),
        ("10.1.2.3:80", Destination(80, cidr="10.1.2.3/32")),
        ("[fd00::/8]:443", Destination(443, cidr="fd00::/8")),
        ("[::1]:443", Destination(443, cidr="::1/128")),
        ("api.notion.com:443", Destination(443, host="api.notion.com")),
        ("*.example.com:8443", Destination(8443, host="*.example.com")),
    ],
)
def test_parse(text: str, destination: Destination) -> None:
    """Ranges of both families, addresses, and host names."""
    assert parse(text) == destination


@pytest.mark.parametrize(
    "text", ["", "a", "a:", "a:0", "a:70000", "10.0.0.1/8:1", "10.0.0.0/99:1", "a b:1", ":1", "A.b:1", "a:\u0661"]
)
def test_refused(text: str) -> None:
    """What names no place, or no port."""
    with pytest.raises(ValueError, match=r".+"):
        parse(text)
