"""What a catalog says, apart by what it says it of: one server, or all of them. Places do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcpgen.catalog.source import Source


def said(source: Source) -> dict[str, list[Any]]:
    """All that the catalog says of each server: below `mcp`, and in each environment."""
    found: dict[str, list[Any]] = {name: [value] for name, value in source.servers.items()}
    for environment, block in (source.top.get("environments") or {}).items():
        for name, value in ((block or {}).get("mcp") or {}).items():
            found.setdefault(name, [None]).append({environment: value})
    return found


def said_of_all(source: Source) -> dict[str, Any]:
    """What the catalog says that is not of one server."""
    top = {key: value for key, value in source.top.items() if key not in {"mcp", "include", "environments"}}
    blocks = source.top.get("environments") or {}
    return {**top, "environments": {name: {**(block or {}), "mcp": None} for name, block in blocks.items()}}
