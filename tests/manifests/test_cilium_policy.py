"""The CiliumNetworkPolicy: host names, where the cluster knows them."""

from __future__ import annotations

import pytest

from mcpgen.manifests.cilium_policy import cilium_policy, hosts, knows_names
from mcpgen.manifests.network_policy import network_policy
from tests.manifests.samples import CLUSTER, METADATA, SELECTOR, server

CILIUM = f"{CLUSTER}, networkPolicy: {{provider: cilium}}"
EGRESS = "networkPolicy: {egress: ['api.example.com:443', '*.example.org:8443', '10.0.0.0/8:5432']}"


def test_names() -> None:
    """Each name with its port, behind a rule that lets Cilium see the look-ups; ranges stay with the NetworkPolicy."""
    found = server(EGRESS, cluster=CILIUM)
    dns = {
        "toEndpoints": [{"matchLabels": {"k8s:io.kubernetes.pod.namespace": "kube-system"}}],
        "toPorts": [
            {
                "ports": [{"port": "53", "protocol": "UDP"}, {"port": "53", "protocol": "TCP"}],
                "rules": {"dns": [{"matchPattern": "*"}]},
            }
        ],
    }
    assert cilium_policy(found) == {
        "apiVersion": "cilium.io/v2",
        "kind": "CiliumNetworkPolicy",
        "metadata": METADATA,
        "spec": {
            "endpointSelector": {"matchLabels": SELECTOR},
            "egress": [
                dns,
                {
                    "toFQDNs": [{"matchName": "api.example.com"}],
                    "toPorts": [{"ports": [{"port": "443", "protocol": "TCP"}]}],
                },
                {
                    "toFQDNs": [{"matchPattern": "*.example.org"}],
                    "toPorts": [{"ports": [{"port": "8443", "protocol": "TCP"}]}],
                },
            ],
        },
    }
    plain = network_policy(found)
    assert plain is not None
    assert [rule["to"] for rule in plain["spec"]["egress"][1:]] == [[{"ipBlock": {"cidr": "10.0.0.0/8"}}]]


@pytest.mark.parametrize(
    ("fields", "cluster"),
    [
        (EGRESS, CLUSTER),
        ("", CILIUM),
        ("networkPolicy: {egress: ['10.0.0.0/8:5432']}", CILIUM),
        ("networkPolicy: {enabled: false, egress: ['api.example.com:443']}", CILIUM),
    ],
)
def test_none(fields: str, cluster: str) -> None:
    """No Cilium, or no name to tell it."""
    assert cilium_policy(server(fields, cluster=cluster)) is None


def test_what_decides() -> None:
    """The environment says whether names are known; the server, which."""
    assert knows_names(server("", cluster=CILIUM))
    assert not knows_names(server(""))
    assert [(each.host, each.port) for each in hosts(server(EGRESS))] == [("api.example.com", 443), ("*.example.org", 8443)]
