"""Relative paths that cannot leave their root."""

from __future__ import annotations

import re

from mcpgen.tree.errors import Outside

OWNED = ("base", "overlays", "clusters")
"""The folders whose generated files mcpgen deletes when the catalog no longer asks for them."""

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,200}")


def ours(path: str) -> bool:
    """True where mcpgen could write the path: relative, plain and below an owned folder."""
    parts = path.split("/")
    return len(parts) >= 2 and parts[0] in OWNED and all(_PART.fullmatch(part) for part in parts)


def checked(path: str) -> str:
    """The path, when mcpgen could write it. Raises Outside."""
    if not ours(path):
        raise Outside(f"{path[:200]!r} is not a path that mcpgen writes")
    return path


def server_of(path: str) -> str:
    """The server whose folder the file is in; empty where it is in none."""
    match path.split("/"):
        case ["base", server, _]:
            return server
        case ["overlays", _, server, _] if server != "groups":
            return server
        case _:
            return ""


def cluster_of(path: str) -> str:
    """The environment that the file below `clusters/` delivers; empty for any other file."""
    match path.split("/"):
        case ["clusters", environment, _, *_]:
            return environment
        case _:
            return ""


def parents(path: str) -> list[str]:
    """Every folder above the path, the topmost first."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]
