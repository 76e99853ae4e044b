"""The catalog's values in the shapes that implementations read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is reached; `path` begins with `/`."""

    host: str
    port: int
    path: str
    tls: bool


def address(url: str) -> Address | None:
    """The parts of `http(s)://host[:port][/path]`; None where there is no host name, as with an IP address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if not _NAME.fullmatch(host):
        return None
    tls = parts.scheme == "https"
    query = f"?{parts.query}" if parts.query else ""
    return Address(host, port or (443 if tls else 80), f"{parts.path or '/'}{query}", tls)


def bytes_of(size: str) -> int:
    """The bytes of a number with k, m or g behind it."""
    number = size.rstrip("kmg")
    return int(number) * _UNITS[size[len(number) :]]


def quantity(size: str) -> str | None:
    """Kubernetes' words for it: `8m` (which Kubernetes reads as 8 thousandths) becomes `8Mi`; None from 4 GiB on.

    Envoy holds the number in 32 bits.
    """
    if bytes_of(size) >= 1 << 32:
        return None
    return f"{size[:-1]}{size[-1].upper()}i" if size[-1] in "kmg" else size


def nginx_size(size: str) -> str:
    """NGINX Gateway Fabric's `Size`: at most four digits, so large numbers go up to the next unit."""
    total = bytes_of(size)
    fitting = ((-(-total // factor), unit) for unit, factor in _UNITS.items())
    return size if len(size.rstrip("kmg")) <= 4 else next((f"{n}{unit}" for n, unit in fitting if n <= 9999), "9999g")


def nginx_seconds(seconds: int) -> str:
    """NGINX Gateway Fabric's `Duration`: at most four digits, so long times are whole minutes."""
    return f"{seconds}s" if seconds <= 9999 else f"{-(-seconds // 60)}m"
