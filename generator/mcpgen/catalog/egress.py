"""Where a server may go, in one word: `10.0.0.0/8:5432`, `[fd00::/8]:5432`, `api.example.com:443`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_network


@dataclass(frozen=True, slots=True)
class Destination:
    """A port at a range of addresses (`cidr`) or at a host name."""

    port: int
    cidr: str | None = None
    host: str | None = None


def parse(text: str) -> Destination:
    """Reads one item of `networkPolicy.egress`. Raises ValueError with what is wrong with it."""
    where, _, digits = text.rpartition(":")
    if not re.fullmatch(r"[0-9]{1,5}", digits) or not 1 <= int(digits) <= 65535:
        raise ValueError(f"`{text[:80]}` does not end with `:` and a port")
    address = where.removeprefix("[").removesuffix("]")
    if re.fullmatch(r"[0-9.]+(/[0-9]+)?", address) or ":" in address:
        return Destination(int(digits), cidr=str(ip_network(address)))
    if re.fullmatch(r"(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", address):
        if "." not in address or address.endswith((".svc", ".cluster.local", ".local")):
            raise ValueError(f"`{text[:80]}` is a name inside the cluster, which a NetworkPolicy does not know")
        return Destination(int(digits), host=address)
    raise ValueError(f"`{text[:80]}` names neither a host nor a range of addresses")
