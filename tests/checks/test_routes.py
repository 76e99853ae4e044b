"""Routes that two servers claim."""

from __future__ import annotations

from typing import Any

from mcpgen.checks.routes import Route, duplicates, routes_of


def ingress(host: str, path: str) -> dict[str, Any]:
    """An Ingress with one rule."""
    rule = {"host": host, "http": {"paths": [{"path": path}]}}
    return {"kind": "Ingress", "metadata": {"name": "x"}, "spec": {"rules": [rule]}}


def test_routes() -> None:
    """One route a path."""
    assert routes_of("s", [ingress("h", "/a")]) == [Route("s", "Ingress", "x", ("spec", "rules", 0), "h", "/a")]


def test_duplicates() -> None:
    """The later server is told who was first; a slash at the end is no difference, another path or host is."""
    claims = [("one", "h", "/"), ("two", "h", "/b"), ("three", "i", "/"), ("four", "h", ""), ("five", "h", "/b/")]
    routes = [route for server, host, path in claims for route in routes_of(server, [ingress(host, path)])]
    found = list(duplicates(routes))
    assert [(server, each.message) for server, each in found] == [
        ("four", "h leads to one already"),
        ("five", "h/b/ leads to two already"),
    ]
