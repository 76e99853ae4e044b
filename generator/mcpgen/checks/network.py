"""NetworkPolicies whose addresses and ports are real."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import items, mapping, of_kind
from mcpgen.checks.ports import in_range, is_name
from mcpgen.checks.requirements import requirements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


def network(objects: Sequence[Object]) -> Iterator[Finding]:
    """Who and where every rule means, and its ports."""
    for policy in of_kind(objects, "NetworkPolicy"):
        for direction, peers in (("ingress", "from"), ("egress", "to")):
            for index, rule in items(policy["spec"], direction):
                at: PathInObject = ("spec", direction, index)
                for number, peer in items(rule, peers):
                    yield from _peer(policy, (*at, peers, number), peer)
                for number, port in items(rule, "ports"):
                    yield from _port(policy, (*at, "ports", number), port)


def _peer(policy: Object, path: PathInObject, peer: dict[str, Any]) -> Iterator[Finding]:
    """Addresses, or selectors of pods and namespaces. Source: networking/validation v1.34.0, ValidateNetworkPolicyPeer."""
    written = [key for key, value in peer.items() if value is not None]
    if not written:
        remedy = "write `podSelector`, `namespaceSelector` or `ipBlock`"
        yield finding(policy, path, "an item that selects nothing", remedy)
    if "ipBlock" in written and len(written) > 1:
        yield finding(policy, path, "addresses and selectors in one item", "write an item of its own for `ipBlock`")
    for key in written:
        judge = _block if key == "ipBlock" else requirements
        yield from judge(policy, (*path, key), mapping(peer, key))


def _block(policy: Object, path: PathInObject, block: dict[str, Any]) -> Iterator[Finding]:
    if "cidr" not in block:
        return
    whole = _range(block["cidr"])
    if whole is None:
        yield _not_a_range(policy, (*path, "cidr"), block["cidr"])
    excepted = block.get("except")
    for index, text in enumerate(excepted if isinstance(excepted, list) else ()):
        part, at = _range(text), (*path, "except", index)
        if part is None:
            yield _not_a_range(policy, at, text)
        elif whole is not None and not _within(part, whole):
            yield finding(policy, at, f"{text} is not a part of {block['cidr']}", "except only parts of the range")


def _range(text: object) -> Any:
    return _parsed(text) if isinstance(text, str) and "/" in text else None


@lru_cache(maxsize=1 << 10)
def _parsed(text: str) -> Any:
    try:
        return ip_network(text)
    except ValueError:
        return None


@lru_cache(maxsize=1 << 10)
def _within(part: Any, whole: Any) -> bool:
    return part.version == whole.version and part != whole and part.subnet_of(whole) is True


def _not_a_range(policy: Object, path: PathInObject, text: object) -> Finding:
    remedy = "write address/bits with no bit set behind the prefix, such as 10.0.0.0/8"
    return finding(policy, path, f"`{str(text)[:60]}` is not a range of addresses", remedy)


def _port(policy: Object, path: PathInObject, port: dict[str, Any]) -> Iterator[Finding]:
    first, last = port.get("port"), port.get("endPort")
    if isinstance(first, str) and not is_name(first):
        remedy = "write the number without quotes" if first.isdecimal() else "write a container port's name, or a number"
        yield finding(policy, (*path, "port"), f"`{first[:40]}` is not a port name", remedy)
    if isinstance(first, int) and not in_range(first):
        yield finding(policy, (*path, "port"), f"{first} is not a port", "write a port from 1 to 65535")
    if isinstance(last, int) and (not isinstance(first, int) or last < first or not in_range(last)):
        yield finding(
            policy,
            (*path, "endPort"),
            f"{last} does not end a range that begins at {first}",
            "write a higher port",
        )
