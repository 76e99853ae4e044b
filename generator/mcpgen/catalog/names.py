"""Names that become file names, object names and labels at once."""

from __future__ import annotations

import re

LONGEST = 56
"""63, a DNS label's bound (RFC 1123), minus the longest suffix that a derived name gets: `-secret`."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Device names on Windows: a folder of that name cannot be checked out there."""

_LAYOUT = {"groups"}
"""Folders beside the servers under overlays/<environment>/."""


def name_problem(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a server or an environment and what to write instead; None where it is fine.

    A Service's name must begin with a letter (RFC 1035), so a server's must too.
    """
    if len(name) > LONGEST:
        return f"the name has {len(name)} characters", f"write at most {LONGEST}"
    if not re.fullmatch(r"[a-z]([a-z0-9-]*[a-z0-9])?", name):
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-0123456789")
        example = f", such as `{slug}`" if slug else ""
        return (
            f"`{name[:80]}` is not a name that Kubernetes takes",
            f"write lower-case letters, digits and `-`, a letter first{example}",
        )
    if name in _RESERVED or name in _LAYOUT:
        return f"the name `{name}` is reserved", "choose another"
    return None
