"""All ways, all at the same time: what each check saw."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

from tests.outside.proxies import checks, haproxy, nginx
from tests.outside.proxies.processes import free_ports, proxy, replicas
from tests.outside.proxies.ways import TRANSPORTS, WAYS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tests.outside.proxies.ways import Check, Proxy, Transport, Way

_COMMANDS = {"nginx": nginx.command, "HAProxy": haproxy.command}


@dataclass(frozen=True, slots=True)
class Place:
    """A way for one transport's clients only: round robin is then not disturbed by others."""

    way: Way
    transport: Transport
    port: int


Seen = dict[tuple[str, str, str], dict[str, str]]
"""By proxy, words and transport: each check's outcome."""


def run() -> Seen:
    """Starts two replicas and both proxies, makes all checks, and ends what it started."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pods = stack.enter_context(replicas("pod-1", "pod-2"))
        pairs = [(way, transport) for way in WAYS for transport in TRANSPORTS]
        ports = free_ports(len(pairs))
        places = [Place(way, transport, port) for (way, transport), port in zip(pairs, ports, strict=True)]
        for name in ("nginx", "HAProxy"):
            stack.enter_context(_started(name, places, pods, folder))
        return anyio.run(_all, places)


def _started(name: Proxy, places: list[Place], pods: list[int], folder: Path) -> AbstractContextManager[None]:
    ways = {place.port: place.way for place in places if place.way.proxy == name}
    return proxy(_COMMANDS[name](ways, pods, folder), list(ways), folder / f"{name}.log")


async def _all(places: list[Place]) -> Seen:
    seen: Seen = {}
    few = anyio.CapacityLimiter(2)
    async with anyio.create_task_group() as group:
        for place in places:
            cells = seen.setdefault((place.way.proxy, place.way.words, place.transport), {})
            for check in place.way.checks:
                group.start_soon(_one, place, check, cells, few)
    return seen


async def _one(place: Place, check: Check, cells: dict[str, str], few: anyio.CapacityLimiter) -> None:
    """Sessions take many clients, and are not timed: few at once leave the machine to what is."""
    if check == "events":
        cells[check] = await checks.events(place.transport, place.port)
    elif check == "silence":
        cells[check] = await checks.silence(place.transport, place.port)
    else:
        async with few:
            cells[check] = await checks.sessions(place.transport, place.port, place.way.route().sessions)
