"""What an environment demands of a server beyond the shape of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Server


def unmet(server: Server) -> Iterator[Problem]:
    """A digest where the environment requires one, a host where there is an ingress, keys where a store is shared."""
    settings, environment = server.settings, server.environment
    if environment.require_digest and not settings.image.digest:
        wrong = f"environment {environment.name} requires a digest, got only a tag"
        yield _problem(server, ("image",), "digest", wrong, "write `digest: sha256:…` as the registry shows it")
    if settings.ingress.enabled and not (settings.ingress.host or environment.domain):
        wrong = f"no host in environment {environment.name}"
        yield _problem(server, ("ingress",), "host", wrong, f"write it, or `environments.{environment.name}.domain`")
    shared = settings.secret.store.name or environment.store
    if settings.secret.create and shared and not settings.secret.keys:
        wrong = "a store shared with other servers would hand over every secret that it reaches"
        yield _problem(server, ("secret",), "keys", wrong, "name the keys of this server, `keys: [API_KEY]`")


def _problem(server: Server, block: FieldPath, field: str, message: str, remedy: str) -> Problem:
    place, name = server.origin.find(block)
    return Problem(place, f"{name}.{field}", message, remedy)
