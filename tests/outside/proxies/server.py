"""One replica of an MCP server, with both transports: `python -m tests.outside.proxies.server NAME` prints its port."""

from __future__ import annotations

import socket
import sys
import time

import anyio
import uvicorn
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.transport_security import TransportSecuritySettings

SECURITY = TransportSecuritySettings(allowed_hosts=["127.0.0.1:*"])
"""The SDK answers 421 to other hosts; proxies pass on the client's Host header."""


def replica(name: str) -> MCPServer:
    """A stateful server with three tools: who it is, events spaced apart, and an answer after a silence."""
    server = MCPServer(name, log_level="ERROR")

    @server.tool()
    def who() -> str:
        return name

    @server.tool()
    async def count(events: int, gap: float, ctx: Context) -> str:
        """Reports progress; each message is the time at which it was sent."""
        for number in range(events):
            await ctx.report_progress(number, events, f"{time.monotonic():.3f}")
            await anyio.sleep(gap)
        return name

    @server.tool()
    async def silent(seconds: float) -> str:
        await anyio.sleep(seconds)
        return name

    return server


def main() -> None:
    """Serves `/mcp` (streamable HTTP), `/sse` and `/messages/` (HTTP+SSE) on a free port."""
    server = replica(sys.argv[1])
    app = server.streamable_http_app(transport_security=SECURITY)
    app.router.routes.extend(server.sse_app(transport_security=SECURITY).routes)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])


if __name__ == "__main__":
    main()
