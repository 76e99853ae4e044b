"""What an MCP client sees through a proxy: each check ends in a few words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

import anyio
import httpx2
from mcp.shared.exceptions import MCPError

from tests.outside.proxies.client import Client, call
from tests.outside.proxies.ways import FACTOR, SILENCE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from mcp.client.session import ClientSession

    from mcpgen.streaming.interface import Sessions
    from tests.outside.proxies.ways import Transport

_T = TypeVar("_T")

PATIENCE = 18.0
"""Seconds after which a client gives up; the longest that works takes eight or nine."""

EVENTS = 5
"""Few and small, so that they fill no buffer."""

GAP = 0.6
"""Seconds between events, well below the shortened default timeouts."""

CALLS = 6
CLIENTS = 40
"""How many clients are tried until both replicas have been reached: that all reach one by chance is one in 2 to the 39th."""

ONE_BY_ONE, TOGETHER, NEVER = "one by one", "all at the end", "none: no session begins"
ANSWERED, CUT = "answered", "cut"
KEPT, LOST, ONE_POD = "kept", "lost", "all on one pod"


async def events(transport: Transport, port: int) -> str:
    """What the client sees of events that are sent one by one."""
    sent: list[float] = []
    arrived: list[float] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:  # noqa: ARG001  # the SDK's names
        sent.append(float(message or "nan"))
        arrived.append(time.monotonic())

    async def work(session: ClientSession) -> bool:
        await session.call_tool("count", {"events": EVENTS, "gap": GAP}, progress_callback=note)
        return True

    if await attempt(Client(transport, port, "127.0.0.1", "events"), work):
        assert len(sent) == EVENTS
        return delivery(sent, arrived)
    return f"cut after {len(sent)}" if sent else NEVER


def delivery(sent: list[float], arrived: list[float]) -> str:
    """One by one: they came over at least half as long as they were sent. Together: otherwise, none before the last was sent.

    A busy machine changes when events come, and hardly over how long.
    """
    share = (arrived[-1] - arrived[0]) / (sent[-1] - sent[0])
    if share > 0.5:
        return ONE_BY_ONE
    return TOGETHER if arrived[0] > sent[-1] else f"over {share:.0%} of the time"


async def silence(transport: Transport, port: int) -> str:
    """Whether the answer comes after the silence."""

    async def work(session: ClientSession) -> str:
        return await call(session, "silent", seconds=SILENCE / FACTOR)

    answer = await attempt(Client(transport, port, "127.0.0.1", "silence"), work)
    return ANSWERED if answer else CUT


async def sessions(transport: Transport, port: int, means: Sessions) -> str:
    """Clients that differ in the means only make calls until both replicas were reached; every session has one replica."""
    reached: set[str] = set()

    async def work(session: ClientSession) -> set[str]:
        return {await call(session, "who") for _ in range(CALLS)}

    for number in range(1, CLIENTS + 1):
        address = f"127.0.0.{number + 1}" if means == "client-ip" else "127.0.0.2"
        client = Client(transport, port, address, f"user-{number}" if means == "header" else "user")
        pods = await attempt(client, work)
        if pods is None:
            return f"{LOST}: HTTP {client.status}" if client.status else LOST
        assert len(pods) == 1, "a session that both replicas know"
        reached |= pods
        if len(reached) == 2:
            return KEPT
    return ONE_POD


async def attempt(client: Client, work: Callable[[ClientSession], Awaitable[_T]]) -> _T | None:
    """What `work` gives with a session; None where HTTP refuses a request, the stream ends, or patience does."""
    found: list[_T] = []
    try:
        with anyio.move_on_after(PATIENCE):
            async with anyio.create_task_group() as group:
                group.start_soon(_until_refused, client, group.cancel_scope)
                async with client.session() as session:
                    found.append(await work(session))
                group.cancel_scope.cancel()
    except* (MCPError, httpx2.HTTPError):
        found.clear()
    return found[0] if found else None


async def _until_refused(client: Client, scope: anyio.CancelScope) -> None:
    """The SDK waits on for the answer to a request that was refused."""
    await client.refused.wait()
    scope.cancel()
