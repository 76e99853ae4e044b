"""Names of delivery objects: Flux and Argo CD write them into labels, which hold 63 characters."""

from __future__ import annotations

from hashlib import blake2b

LONGEST = 63


def bounded(*parts: str) -> str:
    """The parts with `-` between them; one too long for a label keeps its beginning and ends with a hash of the whole."""
    name = "-".join(parts)
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9].rstrip('-')}-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def labels(environment: str) -> dict[str, str]:
    """The labels of every delivery object of an environment, by which alerts and image automation select them."""
    return {
        "app.kubernetes.io/instance": environment,
        "app.kubernetes.io/part-of": "mcp",
        "app.kubernetes.io/managed-by": "mcpgen",
    }
