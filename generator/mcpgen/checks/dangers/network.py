"""What a server may reach and who may reach it inside the cluster: policies that go, or allow more.

Source: kubernetes.io, "Network Policies" (rules add up; one without `from` or `to` is for all, one without `ports` for every
port); docs.cilium.io, "Layer 3" and "Layer 4" policies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.danger import Class, Danger, Severity, of
from mcpgen.checks.dangers.ranges import within
from mcpgen.checks.dangers.transition import Action
from mcpgen.checks.pods import listed, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object

_KINDS = ("NetworkPolicy", "CiliumNetworkPolicy")
_WAYS = {"ingress": ("Ingress", "from", "let in"), "egress": ("Egress", "to", "let out")}
_REMEDY = "name the callers and destinations that are needed, and no more"


def _removed(transition: Transition) -> Iterator[Danger]:
    """Only a NetworkPolicy closes the pods of mcpgen's; the Cilium policy beside it opens the way to named hosts."""
    for pair in transition.of_kind("NetworkPolicy"):
        if pair.action is Action.DELETE and transition.new:
            message = "the NetworkPolicy goes: every pod may call the server, and it may call anything"
            yield of(pair, message, "keep `networkPolicy` enabled")


def _loosened(transition: Transition) -> Iterator[Danger]:
    for pair in transition.of_kind(*_KINDS):
        if pair.new is None or (pair.old is None and (pair.kind == "NetworkPolicy" or not transition.old)):
            continue
        old, new = mapping(pair.old, "spec"), mapping(pair.new, "spec")
        for key, (kind, peers, words) in _WAYS.items():
            message = _looser(old, new, (key, kind, peers)) if pair.kind == "NetworkPolicy" else _more(old, new, key)
            if message:
                yield of(pair, f"more is {words} than before: {message}", _REMEDY)
        if pair.old and (old.get("podSelector"), old.get("endpointSelector")) != (
            new.get("podSelector"),
            new.get("endpointSelector"),
        ):
            yield of(pair, "the policy is for other pods than before", "let it select the server's own pods")


def _looser(old: Object, new: Object, way: tuple[str, str, str]) -> str:
    key, kind, peers = way
    if kind not in (listed(old, "policyTypes") or ["Ingress"]):
        return ""
    if kind not in (listed(new, "policyTypes") or ["Ingress"]):
        return f"`{kind}` is no longer among its `policyTypes`"
    known = listed(old, key)
    rules = [rule for rule in listed(new, key) if not any(_covers(each, rule, peers) for each in known)]
    return "; ".join(_said(rule, peers) for rule in rules)


def _more(old: Object, new: Object, key: str) -> str:
    """Of a Cilium policy: rules that were not there, as they stand."""
    known = listed(old, key)
    return (
        f"{len(found)} new rules"
        if len(found := [rule for rule in listed(new, key) if rule not in known]) > 1
        else ("a new rule" if found else "")
    )


def _covers(old: Any, new: Any, peers: str) -> bool:
    """True where one old rule allows all that the new one does."""
    return all(
        _all_of(listed(old, key), listed(new, key), holds) for key, holds in ((peers, _same_peer), ("ports", _same_port))
    )


def _all_of(old: list[Any], new: list[Any], holds: Callable[[Any, Any], bool]) -> bool:
    """True where `old` names nothing, which is everything, or something that holds each entry of `new`."""
    if not old:
        return True
    return bool(new) and all(any(holds(each, entry) for each in old) for entry in new)


def _same_peer(old: Any, new: Any) -> bool:
    """True where the old peer is the new one, or a range that holds it and excepts no more of it."""
    one, other = mapping(old, "ipBlock"), mapping(new, "ipBlock")
    if not one or not other:
        return bool(old == new)
    inside = within(str(other.get("cidr")), str(one.get("cidr")))
    kept = listed(other, "except")
    return inside and all(any(within(str(each), str(entry)) for entry in kept) for each in listed(one, "except"))


def _same_port(old: Any, new: Any) -> bool:
    """True where the old entry has the new one's protocol and port, or every port, or a range with it."""
    one, other = mapping(old), mapping(new)
    if one.get("protocol", "TCP") != other.get("protocol", "TCP"):
        return False
    if one.get("port") is None or all(one.get(key) == other.get(key) for key in ("port", "endPort")):
        return True
    ends = [entry.get(key, entry.get("port")) for entry in (one, other) for key in ("port", "endPort")]
    first, last, start, end = (each if isinstance(each, int) else -1 for each in ends)
    return -1 not in (first, last, start, end) and first <= start and end <= last


def _said(rule: Any, peers: str) -> str:
    """The rule in a few words."""
    named = [_peer(each) for each in listed(rule, peers)] or ["anyone"]
    ports = [str(mapping(each).get("port", "every port")) for each in listed(rule, "ports")] or ["every port"]
    return f"{', '.join(named[:5])}{' and others' if len(named) > 5 else ''}, {', '.join(ports[:5])}"


def _peer(peer: Any) -> str:
    block = mapping(peer, "ipBlock")
    if block:
        return str(block.get("cidr"))
    labels = {**mapping(peer, "namespaceSelector", "matchLabels"), **mapping(peer, "podSelector", "matchLabels")}
    return " ".join(f"{key}={value}" for key, value in labels.items()) or "all pods of some namespaces"


CLASSES = (
    Class("network-policy-removed", Severity.HIGH, "a server loses its NetworkPolicy", _removed),
    Class("network-policy-loosened", Severity.MEDIUM, "a network policy allows more", _loosened),
)
