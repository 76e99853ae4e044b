"""The NetworkPolicy: closed except for what a server needs and what the catalog opens."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.network_policy import network_policy
from tests.manifests.samples import CLUSTER, METADATA, SELECTOR, base, changed, server


def namespace(name: str) -> dict[str, Any]:
    """All pods of a namespace."""
    return {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}


def tcp(*numbers: int) -> list[dict[str, Any]]:
    """TCP ports."""
    return [{"protocol": "TCP", "port": number} for number in numbers]


def public(number: int) -> dict[str, Any]:
    """A port at every address that is neither private nor link-local (where clouds keep their metadata)."""
    private = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]
    return {
        "to": [
            {"ipBlock": {"cidr": "0.0.0.0/0", "except": private}},
            {"ipBlock": {"cidr": "::/0", "except": ["fc00::/7", "fe80::/10"]}},
        ],
        "ports": tcp(number),
    }


def block(cidr: str, number: int) -> dict[str, Any]:
    """A port at a range of addresses."""
    return {"to": [{"ipBlock": {"cidr": cidr}}], "ports": tcp(number)}


def names(to: dict[str, Any]) -> dict[str, Any]:
    """DNS, over UDP and TCP."""
    return {"to": [to], "ports": [{"protocol": "UDP", "port": 53}, {"protocol": "TCP", "port": 53}]}


CONTROLLER = {
    "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress-nginx"}},
    "podSelector": {"matchLabels": {"app.kubernetes.io/name": "ingress-nginx"}},
}

DNS = names(namespace("kube-system"))

DEFAULT = {
    "apiVersion": "networking.k8s.io/v1",
    "kind": "NetworkPolicy",
    "metadata": METADATA,
    "spec": {
        "podSelector": {"matchLabels": SELECTOR},
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [{"from": [namespace("monitoring")], "ports": tcp(8000)}],
        "egress": [DNS, public(443)],
    },
}

PEERS = "spec/ingress/0/from"


def test_default() -> None:
    """Monitoring may come in; DNS and public HTTPS are in reach."""
    assert network_policy(server()) == DEFAULT


def test_off() -> None:
    """None where the catalog turns it off, whatever else it says of it."""
    assert network_policy(server("networkPolicy: {enabled: false, namespaces: [a]}")) is None


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("ingress: {enabled: true}", {PEERS: [CONTROLLER, namespace("monitoring")]}),
        ("ingress: {enabled: false}", {}),
        ("networkPolicy: {namespaces: [a, b]}", {PEERS: [namespace("monitoring"), namespace("a"), namespace("b")]}),
        (
            "ingress: {enabled: true}, networkPolicy: {namespaces: [a]}",
            {PEERS: [CONTROLLER, namespace("monitoring"), namespace("a")]},
        ),
        ("port: 9000", {"spec/ingress/0/ports": tcp(9000)}),
        ("service: {port: 80}", {}),
        ("ports: [{name: metrics, containerPort: 9090}]", {"spec/ingress/0/ports": tcp(8000, 9090)}),
        (
            "ports: [{name: dns, containerPort: 5353, protocol: UDP}]",
            {"spec/ingress/0/ports": [*tcp(8000), {"protocol": "UDP", "port": 5353}]},
        ),
        (
            "networkPolicy: {ingress: [{from: [{podSelector: {}}]}, {}]}",
            {
                "spec/ingress": [
                    {"from": [namespace("monitoring")], "ports": tcp(8000)},
                    {"from": [{"podSelector": {}}]},
                    {},
                ]
            },
        ),
    ],
)
def test_who_may_call(fields: str, changes: dict[str, Any]) -> None:
    """The ingress controller where there is an ingress, monitoring, the catalog's namespaces; its rules come behind."""
    assert network_policy(server(fields)) == changed(DEFAULT, changes)


@pytest.mark.parametrize(
    ("egress", "rules"),
    [
        ("[]", []),
        ("[10.1.0.0/16:5432]", [block("10.1.0.0/16", 5432)]),
        ("[10.1.2.3:5432]", [block("10.1.2.3/32", 5432)]),
        ('["[fd00::/8]:5432"]', [block("fd00::/8", 5432)]),
        ("[api.example.com:443]", [public(443)]),
        ('["*.example.com:8443"]', [public(8443)]),
        ("[{to: [{podSelector: {}}]}]", [{"to": [{"podSelector": {}}]}]),
        (
            "[{}, 10.1.0.0/16:5432, api.example.com:80]",
            [{}, block("10.1.0.0/16", 5432), public(80)],
        ),
    ],
)
def test_where_it_may_go(egress: str, rules: list[Any]) -> None:
    """A list replaces public HTTPS, in its order; DNS always stays. A host opens its port to public addresses only."""
    assert network_policy(server(f"networkPolicy: {{egress: {egress}}}")) == changed(DEFAULT, {"spec/egress": [DNS, *rules]})


def test_the_clusters_facts() -> None:
    """Controller, monitoring and DNS are where the environment says; without pod labels the whole namespace may call."""
    facts = "controllerNamespace: edge, controllerPodLabels: {}, monitoringNamespace: watch, dnsNamespace: names"
    found = server("ingress: {enabled: true}", cluster=f"{CLUSTER}, networkPolicy: {{{facts}}}")
    assert network_policy(found) == changed(
        DEFAULT, {PEERS: [namespace("edge"), namespace("watch")], "spec/egress/0": names(namespace("names"))}
    )


DIFFER = {"one": "namespace: mcp", "two": "namespace: mcp, networkPolicy: {monitoringNamespace: watch}"}


def test_a_base_without_facts_opens_nothing_to_callers() -> None:
    """Where environments have other facts nobody may call in the base; DNS is in reach wherever it is."""
    found = network_policy(base("ingress: {enabled: true}", **DIFFER))
    assert found == changed(DEFAULT, {"spec/ingress": [], "spec/egress/0": names({"namespaceSelector": {}})})


def test_a_base_without_facts_keeps_the_catalogs_own_rules() -> None:
    """Namespaces and rules of the catalog need no facts."""
    found = network_policy(base("ingress: {enabled: true}, networkPolicy: {namespaces: [a], ingress: [{}]}", **DIFFER))
    assert found == changed(
        DEFAULT,
        {
            "spec/ingress": [{"from": [namespace("a")], "ports": tcp(8000)}, {}],
            "spec/egress/0": names({"namespaceSelector": {}}),
        },
    )


def test_every_policy_has_private_ranges_of_its_own() -> None:
    """Changing one policy opens no private range in the next."""
    found = network_policy(server())
    assert found is not None
    for peer in found["spec"]["egress"][1]["to"]:
        peer["ipBlock"]["except"].clear()
    assert network_policy(server()) == DEFAULT
