"""Groups of servers: by their owner, or of a size, such that a server that comes or goes moves as few others as can be."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.catalog.delivery import Delivery
    from mcpgen.delivery.member import Member

UNOWNED = "unowned"
"""The group of the servers that nobody is said to own."""

_BITS = 64


def grouped(delivery: Delivery, members: Sequence[Member]) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """Each group's name and servers, in order of the names."""
    if delivery.group_by == "owner":
        yield from _by_owner(members)
    else:
        yield from _by_size(members, delivery.group_size, "")


def owner_group(owner: str | None) -> str:
    """The group of an owner: the name as a DNS label, cut to what one holds."""
    slug = re.sub(r"[^a-z0-9]+", "-", (owner or "").lower()).strip("-")[:50].rstrip("-")
    return slug or UNOWNED


def bucket(name: str) -> str:
    """The server's place among all that can be: 64 binary digits that depend on its name alone."""
    return f"{int.from_bytes(blake2b(name.encode(), digest_size=_BITS // 8).digest(), 'big'):0{_BITS}b}"


def _by_owner(members: Sequence[Member]) -> Iterator[tuple[str, tuple[Member, ...]]]:
    found: dict[str, list[Member]] = {}
    for each in members:
        found.setdefault(owner_group(each.owner), []).append(each)
    yield from ((name, tuple(found[name])) for name in sorted(found))


def _by_size(members: Sequence[Member], most: int, start: str) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """A group that holds too many splits in two by the next digit of its servers' places, and the others stay as they are.

    So one server more or less changes the group that it is in, or splits it, or joins that with its one neighbour.
    """
    if len(members) <= most or len(start) == _BITS:
        if members:
            yield f"part-{start}" if start else "part", tuple(members)
        return
    for digit in "01":
        within = [each for each in members if bucket(each.name)[len(start)] == digit]
        yield from _by_size(within, most, start + digit)
