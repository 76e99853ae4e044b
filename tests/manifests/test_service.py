"""The Service: its ports, and Kubernetes' own words in its spec."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.service import port, service
from tests.manifests.samples import LABELS, METADATA, changed, server

DEFAULT = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": METADATA,
    "spec": {
        "type": "ClusterIP",
        "selector": {"app.kubernetes.io/name": "x", "app.kubernetes.io/instance": "x"},
        "ports": [{"name": "http", "port": 8000, "targetPort": "http", "protocol": "TCP"}],
    },
}


def test_default() -> None:
    """The MCP port under its own number, led to the container's port by name."""
    assert service(server()) == DEFAULT


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("service: {type: ClusterIP, port: 8000, targetPort: 8000}", {"spec/ports/0/targetPort": 8000}),
        ("service: {port: 80}", {"spec/ports/0/port": 80}),
        ("port: 9000", {"spec/ports/0/port": 9000}),
        ("port: 9000, service: {port: 80}", {"spec/ports/0/port": 80}),
        ("service: {targetPort: metrics}", {"spec/ports/0/targetPort": "metrics"}),
        ("service: {type: LoadBalancer}", {"spec/type": "LoadBalancer"}),
        ("service: {type: NodePort, nodePort: 30080}", {"spec/type": "NodePort", "spec/ports/0/nodePort": 30080}),
        ("service: {annotations: {a: b}}", {"metadata/annotations": {"a": "b"}}),
        ("annotations: {a: all, c: all}, service: {annotations: {a: b}}", {"metadata/annotations": {"a": "b", "c": "all"}}),
        ("owner: me, service: {labels: {tier: edge}}", {"metadata/labels": {**LABELS, "owner": "me", "tier": "edge"}}),
        ("labels: {tier: all}, service: {labels: {tier: edge}}", {"metadata/labels": {**LABELS, "tier": "edge"}}),
        ("service: {sessionAffinity: ClientIP}", {"spec/sessionAffinity": "ClientIP"}),
        (
            'service: {clusterIP: "None", sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}}',
            {"spec/clusterIP": "None", "spec/sessionAffinityConfig": {"clientIP": {"timeoutSeconds": 60}}},
        ),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """Each word changes what it names and nothing else; words that mcpgen does not know go to the spec."""
    assert service(server(fields)) == changed(DEFAULT, changes)


def test_extra_ports_follow_the_mcp_port() -> None:
    """Each extra container port is a port of the Service too, led there by name, in the catalog's order."""
    fields = "ports: [{name: metrics, containerPort: 9090}, {name: dns, containerPort: 53, protocol: UDP}]"
    assert service(server(fields)) == changed(
        DEFAULT,
        {
            "spec/ports": [
                {"name": "http", "port": 8000, "targetPort": "http", "protocol": "TCP"},
                {"name": "metrics", "port": 9090, "targetPort": "metrics", "protocol": "TCP"},
                {"name": "dns", "port": 53, "targetPort": "dns", "protocol": "UDP"},
            ]
        },
    )


def test_the_spec_keeps_its_order() -> None:
    """People read the type first and the ports last, whatever the catalog adds."""
    found = service(server("service: {sessionAffinity: ClientIP}"))
    assert list(found["spec"]) == ["type", "sessionAffinity", "selector", "ports"]


def test_the_number_of_the_mcp_port() -> None:
    """The Service's own where it is written, the container's otherwise."""
    assert [port(server(fields)) for fields in ("", "port: 9000", "port: 9000, service: {port: 80}")] == [8000, 9000, 80]
