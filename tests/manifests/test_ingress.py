"""The Ingress: streaming annotations, TLS, and the host that follows from the server's name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mcpgen.manifests.ingress import ingress
from mcpgen.streaming.intent import host
from tests.manifests.samples import CLUSTER, METADATA, base, changed, server

STREAM = {
    "nginx.ingress.kubernetes.io/proxy-buffering": "off",
    "nginx.ingress.kubernetes.io/proxy-read-timeout": "3600",
    "nginx.ingress.kubernetes.io/proxy-send-timeout": "3600",
    "nginx.ingress.kubernetes.io/proxy-http-version": "1.1",
}

BACKEND = {"service": {"name": "x", "port": {"name": "http"}}}

DEFAULT = {
    "apiVersion": "networking.k8s.io/v1",
    "kind": "Ingress",
    "metadata": METADATA,
    "spec": {
        "ingressClassName": "nginx",
        "rules": [{"host": "mcp-x.example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": BACKEND}]}}],
    },
}

HOST = "mcp-x.example.com"


@pytest.mark.parametrize("fields", ["", "ingress: {}", "ingress: {enabled: false, sse: true, host: x.example.com}"])
def test_none_unless_enabled(fields: str) -> None:
    """What is not asked for is not reachable from outside."""
    assert ingress(server(fields)) is None


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("", {}),
        ("sse: true", {"metadata/annotations": STREAM}),
        ("annotations: {a: b}", {"metadata/annotations": {"a": "b"}}),
        ("sse: true, annotations: {a: b}", {"metadata/annotations": {**STREAM, "a": "b"}}),
        (
            'sse: true, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "60"}',
            {"metadata/annotations": {**STREAM, "nginx.ingress.kubernetes.io/proxy-read-timeout": "60"}},
        ),
        ("className: internal", {"spec/ingressClassName": "internal"}),
        ("host: other.example.net", {"spec/rules/0/host": "other.example.net"}),
        (
            "path: /x, pathType: Exact",
            {"spec/rules/0/http/paths": [{"path": "/x", "pathType": "Exact", "backend": BACKEND}]},
        ),
        ("tls: {}", {"spec/tls": [{"hosts": [HOST], "secretName": "x-tls"}]}),
        ("tls: {secretName: own}", {"spec/tls": [{"hosts": [HOST], "secretName": "own"}]}),
        (
            "tls: {issuer: letsencrypt}",
            {
                "metadata/annotations": {"cert-manager.io/cluster-issuer": "letsencrypt"},
                "spec/tls": [{"hosts": [HOST], "secretName": "x-tls"}],
            },
        ),
        (
            "tls: {issuer: team, issuerKind: Issuer}, host: a.example.net",
            {
                "metadata/annotations": {"cert-manager.io/issuer": "team"},
                "spec/tls": [{"hosts": ["a.example.net"], "secretName": "x-tls"}],
                "spec/rules/0/host": "a.example.net",
            },
        ),
        (
            "sse: true, tls: {issuer: all}, annotations: {cert-manager.io/cluster-issuer: mine}",
            {
                "metadata/annotations": {**STREAM, "cert-manager.io/cluster-issuer": "mine"},
                "spec/tls": [{"hosts": [HOST], "secretName": "x-tls"}],
            },
        ),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """Each word changes what it names; the catalog's own annotations win over those that mcpgen writes."""
    assert ingress(server(f"ingress: {{enabled: true, {fields}}}")) == changed(DEFAULT, changes)


@pytest.mark.parametrize("transport", ["sse", "streamable-http", "http"])
def test_sse_means_a_stream_for_every_transport(transport: str) -> None:
    """`sse: true` adds exactly the guide's four annotations, and no transport adds or loses any by itself."""
    with_stream = ingress(server(f"transport: {transport}, ingress: {{enabled: true, sse: true}}"))
    without = ingress(server(f"transport: {transport}, ingress: {{enabled: true, sse: false}}"))
    assert with_stream == changed(DEFAULT, {"metadata/annotations": STREAM})
    assert without == DEFAULT


def test_annotations_of_the_server_stand_beside_its_ingress_own() -> None:
    """The server's annotations are on every object; where the ingress has the same one, its word counts."""
    fields = "annotations: {a: all, b: all}, ingress: {enabled: true, annotations: {b: mine}}"
    assert ingress(server(fields)) == changed(DEFAULT, {"metadata/annotations": {"a": "all", "b": "mine"}})


def test_the_class_is_the_clusters() -> None:
    """A cluster says once which class its servers have; a server may still choose another."""
    cluster = f"{CLUSTER}, ingress: {{className: edge}}"
    assert ingress(server("ingress: {enabled: true}", cluster=cluster)) == changed(DEFAULT, {"spec/ingressClassName": "edge"})
    own = ingress(server("ingress: {enabled: true, className: own}", cluster=cluster))
    assert own == changed(DEFAULT, {"spec/ingressClassName": "own"})


def test_a_port_of_the_services_own_changes_nothing() -> None:
    """The backend is found by name."""
    assert ingress(server("service: {port: 80}, ingress: {enabled: true}")) == DEFAULT


def test_no_host_where_it_is_not_known() -> None:
    """The base of environments with other domains leaves the host to the overlays, in the rule and in TLS."""
    facts = {"one": "namespace: mcp, domain: a.example.com", "two": "namespace: mcp, domain: b.example.com"}
    found = base("ingress: {enabled: true, tls: {}}", **facts)
    assert host(found) is None
    assert ingress(found) == changed(DEFAULT, {"spec/rules/0/host": None, "spec/tls": [{"secretName": "x-tls"}]})


def test_no_ingress_where_the_controllers_differ() -> None:
    """A base whose environments run other controllers has none: each overlay brings its own."""
    found = server("ingress: {enabled: true}")
    assert ingress(replace(found, environment=replace(found.environment, controller=None))) is None


@pytest.mark.parametrize(
    ("name", "fields", "cluster", "wanted"),
    [
        ("x", "", "namespace: mcp, domain: example.com", "mcp-x.example.com"),
        ("mcp-x", "", "namespace: mcp, domain: example.com", "mcp-x.example.com"),
        ("x-mcp", "", "namespace: mcp, domain: example.com", "mcp-x-mcp.example.com"),
        ("mcpx", "", "namespace: mcp, domain: example.com", "mcp-mcpx.example.com"),
        ("mcp", "", "namespace: mcp, domain: example.com", "mcp-mcp.example.com"),
        ("x", "", "namespace: mcp", None),
        ("x", "ingress: {enabled: true, host: own.net}", "namespace: mcp, domain: example.com", "own.net"),
        ("x", "ingress: {enabled: true, host: own.net}", "namespace: mcp", "own.net"),
    ],
)
def test_the_host(name: str, fields: str, cluster: str, wanted: str | None) -> None:
    """As written; otherwise from name and domain, without doubling an `mcp-` that the name begins with."""
    assert host(server(fields, cluster=cluster, name=name)) == wanted
