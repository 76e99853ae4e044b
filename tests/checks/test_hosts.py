"""The host names of routes."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.hosts import hosts


def ingress(host: Any) -> dict[str, Any]:
    """An Ingress with one rule."""
    return {"kind": "Ingress", "metadata": {"name": "x"}, "spec": {"rules": [{"host": host}]}}


def http_route(host: Any) -> dict[str, Any]:
    """An HTTPRoute with one host name."""
    return {"kind": "HTTPRoute", "metadata": {"name": "x"}, "spec": {"hostnames": [host]}}


@pytest.mark.parametrize("host", ["mcp.example.com", "*.example.com", "localhost", None, "", 5, f"{'a' * 63}.{'b.' * 94}c"])
def test_fine(host: Any) -> None:
    """Names and wildcards; what has another shape is the schema's to tell."""
    assert list(hosts([ingress(host), http_route(host)])) == []


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("10.0.0.1", "`10.0.0.1` is an address, and routes take names only"),
        ("fd00::1", "`fd00::1` is an address, and routes take names only"),
        ("mcp-foo.*.ex.com", "`mcp-foo.*.ex.com` has a `*` behind its start"),
        (f"{'a.' * 130}com", f"`{'a.' * 40}…` has 263 characters"),
        (f"{'a' * 64}.com", f"`{'a' * 64}.com` is not a host name"),
        ("UPPER.com", "`UPPER.com` is not a host name"),
    ],
)
def test_wrong(host: str, told: str) -> None:
    """Each is told once in each object, with a way out."""
    found = list(hosts([ingress(host), http_route(host)]))
    assert [(each.path, each.message) for each in found] == [
        (("spec", "rules", 0), told),
        (("spec", "hostnames", 0), told),
    ]
    assert all(each.remedy for each in found)


def test_other_kinds() -> None:
    """Objects that route nothing."""
    assert list(hosts([{"kind": "Service", "metadata": {"name": "x"}, "spec": {}}])) == []
