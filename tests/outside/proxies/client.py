"""The official MCP client, with what HTTP answered and where it came from."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import httpx2
from mcp.client.session import ClientSession
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.outside.proxies.ways import Transport


class Client:
    """Connects by one transport from one loopback address, with one user's Authorization header."""

    def __init__(self, transport: Transport, port: int, address: str, user: str) -> None:
        self.refused = anyio.Event()
        self.status = 0
        self._transport = transport
        self._url = f"http://127.0.0.1:{port}"
        self._address = address
        self._user = user

    @asynccontextmanager
    async def session(self) -> AsyncIterator[ClientSession]:
        """An initialized session. The handshake is that of the protocol versions that have sessions."""
        async with self._streams() as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            yield session

    @asynccontextmanager
    async def _streams(self) -> AsyncIterator[Any]:
        if self._transport == "HTTP+SSE":
            async with sse_client(f"{self._url}/sse", timeout=60, httpx_client_factory=self._http) as streams:
                yield streams
        else:
            async with self._http() as http, streamable_http_client(f"{self._url}/mcp", http_client=http) as streams:
                yield streams

    def _http(
        self,
        headers: dict[str, str] | None = None,
        timeout: httpx2.Timeout | None = None,
        auth: httpx2.Auth | None = None,
    ) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=httpx2.AsyncHTTPTransport(local_address=self._address, verify=False),
            headers={**(headers or {}), "Authorization": f"Bearer {self._user}"},
            timeout=timeout or httpx2.Timeout(60),
            auth=auth,
            event_hooks={"response": [self._answered]},
        )

    async def _answered(self, response: httpx2.Response) -> None:
        if response.status_code >= 400:
            self.status = self.status or response.status_code
            self.refused.set()


async def call(session: ClientSession, name: str, **arguments: Any) -> str:
    """The text that a tool answers."""
    answer = await session.call_tool(name, arguments)
    assert isinstance(answer.content[0], TextContent)
    return answer.content[0].text
