"""Network policies that go, or allow more."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.dangers.network import CLASSES
from tests.checks.dangers.samples import Object, said, service, subject

LOOSE = "network-policy-loosened:"
IN, OUT = f"{LOOSE} more is let in than before:", f"{LOOSE} more is let out than before:"
TOOLS = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "tools"}}}
HTTP: Object = {"protocol": "TCP", "port": 8000}


def policy(ingress: list[Any] | None = None, egress: list[Any] | None = None, **spec: Any) -> Object:
    """A NetworkPolicy for both ways."""
    whole = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"], "ingress": ingress or [], "egress": egress or [], **spec}
    return subject("NetworkPolicy", "networking.k8s.io/v1", spec=whole)


def block(cidr: str, *excepted: str) -> Object:
    """A peer that is a range of addresses."""
    return {"ipBlock": {"cidr": cidr, **({"except": list(excepted)} if excepted else {})}}


def cilium(*egress: Any) -> Object:
    """A CiliumNetworkPolicy."""
    return subject("CiliumNetworkPolicy", "cilium.io/v2", spec={"endpointSelector": {}, "egress": list(egress)})


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ([policy()], [policy()], []),
        (
            [policy(), service()],
            [service()],
            ["network-policy-removed: the NetworkPolicy goes: every pod may call the server, and it may call anything"],
        ),
        ([policy()], [], []),
        ([service()], [service(), policy([{}])], []),
        ([policy([{"from": [TOOLS], "ports": [HTTP]}])], [policy()], []),
        ([policy()], [policy([{"from": [TOOLS], "ports": [HTTP]}])], [f"{IN} kubernetes.io/metadata.name=tools, 8000"]),
        ([policy([{"from": [TOOLS], "ports": [HTTP]}])], [policy([{"ports": [HTTP]}])], [f"{IN} anyone, 8000"]),
        (
            [policy([{"from": [TOOLS], "ports": [HTTP]}])],
            [policy([{"from": [TOOLS]}])],
            [f"{IN} kubernetes.io/metadata.name=tools, every port"],
        ),
        ([policy([{}])], [policy([{"from": [TOOLS], "ports": [HTTP]}])], []),
        ([policy([{"from": [TOOLS]}])], [policy([{"from": [TOOLS], "ports": [HTTP]}])], []),
        ([policy(egress=[{"to": [block("10.0.0.0/8")]}])], [policy(egress=[{"to": [block("10.1.0.0/16")]}])], []),
        (
            [policy(egress=[{"to": [block("10.1.0.0/16")]}])],
            [policy(egress=[{"to": [block("10.0.0.0/8")]}])],
            [f"{OUT} 10.0.0.0/8, every port"],
        ),
        (
            [policy(egress=[{"to": [block("0.0.0.0/0", "10.0.0.0/8")]}])],
            [policy(egress=[{"to": [block("0.0.0.0/0")]}])],
            [f"{OUT} 0.0.0.0/0, every port"],
        ),
        (
            [policy(egress=[{"to": [block("0.0.0.0/0", "10.1.0.0/16")]}])],
            [policy(egress=[{"to": [block("0.0.0.0/0", "10.0.0.0/8", "192.168.0.0/16")]}])],
            [],
        ),
        ([policy([{"ports": [{"port": 1, "endPort": 9}]}])], [policy([{"ports": [{"port": 2, "endPort": 8}]}])], []),
        ([policy([{"ports": [{"port": 1, "endPort": 9}]}])], [policy([{"ports": [{"port": 5}]}])], []),
        ([policy([{"ports": [{"port": 5}]}])], [policy([{"ports": [{"port": 5, "endPort": 9}]}])], [f"{IN} anyone, 5"]),
        ([policy([{"ports": [{"protocol": "TCP"}]}])], [policy([{"ports": [{"port": 5}]}])], []),
        (
            [policy([{"ports": [{"port": 53}]}])],
            [policy([{"ports": [{"port": 53, "protocol": "UDP"}]}])],
            [f"{IN} anyone, 53"],
        ),
        ([policy([{"ports": [{"port": "http"}]}])], [policy([{"ports": [{"port": "admin"}]}])], [f"{IN} anyone, admin"]),
        ([policy()], [policy(policyTypes=["Ingress"])], [f"{OUT} `Egress` is no longer among its `policyTypes`"]),
        ([policy(policyTypes=["Ingress"])], [policy()], []),
        ([policy()], [policy(podSelector={"matchLabels": {"a": "b"}})], [f"{LOOSE} the policy is for other pods than before"]),
        ([cilium({"a": 1})], [cilium({"a": 1}, {"b": 1})], [f"{OUT} a new rule"]),
        ([cilium()], [cilium({"a": 1}, {"b": 1})], [f"{OUT} 2 new rules"]),
        ([cilium({"a": 1})], [cilium()], []),
        ([service()], [service(), cilium({"a": 1})], [f"{OUT} a new rule"]),
        ([], [cilium({"a": 1})], []),
    ],
)
def test_what_is_told(old: list[Object], new: list[Object], messages: list[str]) -> None:
    """Every rule that no single old rule holds; nothing for a policy that comes with its server, or closes more."""
    assert said(CLASSES, old, new) == messages


def test_long_lists_are_cut() -> None:
    """Five peers are named."""
    peers = [block(f"10.{number}.0.0/16") for number in range(7)]
    shown = ", ".join(f"10.{number}.0.0/16" for number in range(5))
    assert said(CLASSES, [policy()], [policy([{"from": peers}])]) == [f"{IN} {shown} and others, every port"]
    some = policy([{"from": [{"podSelector": {}}]}])
    assert said(CLASSES, [policy()], [some]) == [f"{IN} all pods of some namespaces, every port"]
