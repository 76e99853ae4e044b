"""Rows of the overview: what runs where, how often, under which host, and whether its files are as wanted."""

from __future__ import annotations

import pytest

from mcpgen.catalog.resolve import family
from mcpgen.stages.overview import Row, rows
from tests.stages.samples import load, small

DIGEST = f"sha256:{'0a' * 32}"


def told(fields: str = "", *, production: str = "", drifted: tuple[str, ...] = ()) -> list[Row]:
    """The rows of the server `a`."""
    found = family(load(small(fields, production=production)), "a")
    assert found is not None
    return list(rows(found, drifted))


def test_whole() -> None:
    """A row for each environment, in order of their names, each with what that environment runs."""
    over = f", mcp: {{a: {{image: {{digest: '{DIGEST}'}}, autoscaling: {{enabled: true, minReplicas: 2, maxReplicas: 9}}}}}}"
    assert told("    replicas: 3\n    ingress: {enabled: true}\n", production=over) == [
        Row("a", "production", f"org/a:v1@{DIGEST}", "2-9", "mcp-a.example.com", drift=False),
        Row("a", "staging", "org/a:v1", "3", "mcp-a.staging.example.com", drift=False),
    ]


@pytest.mark.parametrize(
    ("fields", "hosts"),
    [
        ("", ["", ""]),
        ("    ingress: {enabled: false, host: a.example.com}\n", ["", ""]),
        ("    ingress: {enabled: true, host: a.example.com}\n", ["a.example.com", "a.example.com"]),
    ],
)
def test_a_host_is_shown_where_there_is_an_ingress(fields: str, hosts: list[str]) -> None:
    """A host that nothing answers at would mislead; a written one wins over the environment's domain."""
    assert [row.host for row in told(fields)] == hosts


def test_a_disabled_server_has_no_row() -> None:
    """Only environments that run the server are shown."""
    assert told(production=", mcp: {a: {enabled: false}}") == [Row("a", "staging", "org/a:v1", "1", "", drift=False)]


@pytest.mark.parametrize(
    ("folder", "drift"),
    [
        ("base/a", ["production", "staging"]),
        ("overlays/staging/a", ["staging"]),
        ("overlays/production/a", ["production"]),
        ("base/ab", []),
        ("overlays/staging/ab", []),
        ("overlays/staging", []),
        ("overlays/a/staging", []),
        ("", []),
    ],
)
def test_drift_is_that_of_the_servers_own_files(folder: str, drift: list[str]) -> None:
    """A file of the base counts in every environment, one of an overlay in its own, a neighbour's in none."""
    assert [row.environment for row in told(drifted=(folder,)) if row.drift] == drift
