"""Intents to turn into controllers' words."""

from __future__ import annotations

from mcpgen.streaming.interface import Cors, ExternalAuth, Intent, RateLimit

PLAIN = Intent(
    name="search",
    namespace="mcp",
    host="mcp-search.example.com",
    path="/",
    path_type="Prefix",
    port=8000,
    streaming=False,
    idle=3600,
    sessions="none",
    session_header="Authorization",
)
"""A route that asks for nothing."""

RATE = RateLimit(per_second=10, per_minute=None, burst=5, connections=100)
CORS = Cors(
    origins=("https://app.example.com",),
    methods=("GET", "POST"),
    headers=("Content-Type", "Mcp-Session-Id"),
    exposed=("Mcp-Session-Id",),
    credentials=False,
    max_age=3600,
)
EXTERNAL = ExternalAuth("https://auth.example.com/verify", ("X-User",))
