"""Paths: what a prefix in front of a server hides from its clients.

Source: modelcontextprotocol.io, "Transports" (the SSE stream's first event names the path to POST to, as the server knows it)
and "Authorization" (RFC 9728: protected resource metadata below /.well-known/ of the host).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Remark, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_REWRITES = ("rewrite-target", "path-rewrite", "rewrites")


def _endpoint_event(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings
    path = settings.ingress.path.rstrip("/")
    if not subject.route or settings.transport != "sse" or not path:
        return
    rewritten = any(name.endswith(_REWRITES) for name in subject.words)
    if rewritten or not (settings.endpoint + "/").startswith(f"{path}/"):
        message = f"clients would be told to POST to a path without {path}: the server does not know of it"
        yield Remark(("ingress", "path"), message, "write `path: /` and a host of its own for the server")


def _discovery(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings.ingress
    if subject.route and settings.path.rstrip("/") and not (settings.auth and settings.auth.basic):
        message = "/.well-known/oauth-protected-resource does not reach the server: clients cannot find out how to sign in"
        yield Remark(("ingress", "path"), message, "write `path: /`, or ignore this rule for a server without OAuth")


RULES = (
    Rule("MCP203", Severity.WARNING, "a path prefix breaks the SSE endpoint event", _endpoint_event),
    Rule("MCP204", Severity.WARNING, "OAuth discovery paths do not reach the server", _discovery),
)
