"""Ranges of addresses: which of them let in what others did not."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Network: TypeAlias = IPv4Network | IPv6Network


def network(text: str) -> Network | None:
    """The range that the text names; None where it names none."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def within(inner: str, outer: str) -> bool:
    """True where every address of `inner` is one of `outer`."""
    one, other = network(inner), network(outer)
    if isinstance(one, IPv4Network) and isinstance(other, IPv4Network):
        return one.subnet_of(other)
    if isinstance(one, IPv6Network) and isinstance(other, IPv6Network):
        return one.subnet_of(other)
    return inner == outer


def beyond(new: Iterable[str], old: Iterable[str]) -> list[str]:
    """The ranges of `new` that no single range of `old` holds."""
    known = list(old)
    return [each for each in new if not any(within(each, other) for other in known)]
