"""Relative paths that cannot leave their root."""

from __future__ import annotations

import re

from mcpgen.tree.errors import Outside

OWNED = ("base", "overlays", "clusters")
"""The folders whose generated files mcpgen deletes when the catalog no longer asks for them."""

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,200}")


def checked(path: str) -> str:
    """The path, when it is relative, plain and below an owned folder. Raises Outside."""
    parts = path.split("/")
    if len(parts) < 2 or parts[0] not in OWNED or not all(_PART.fullmatch(part) for part in parts):
        raise Outside(f"{path[:200]!r} is not a path that mcpgen writes")
    return path
