"""What an environment demands of a server beyond the shape of its fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcpgen.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Server

_PINNED = re.compile(r"@sha256:[0-9a-f]{64}\Z")


def unmet(server: Server) -> Iterator[Problem]:
    """A digest where the environment requires one, a host where there is an ingress, keys where a store is shared."""
    settings, environment = server.settings, server.environment
    if environment.require_digest:
        yield from _unpinned(server)
    if settings.ingress.enabled and not (settings.ingress.host or environment.domain):
        wrong = f"no host in environment {environment.name}"
        yield _problem(server, ("ingress",), "host", wrong, f"write it, or `environments.{environment.name}.domain`")
    shared = settings.secret.store.name or environment.store
    if settings.secret.create and shared and not settings.secret.keys:
        wrong = "a store shared with other servers would hand over every secret that it reaches"
        yield _problem(server, ("secret",), "keys", wrong, "name the keys of this server, `keys: [API_KEY]`")


def _unpinned(server: Server) -> Iterator[Problem]:
    """Images of the server's own container, its init containers and its sidecars that have no digest."""
    settings = server.settings
    wrong = f"environment {server.environment.name} requires a digest, got only a tag"
    if not settings.image.digest:
        yield _problem(server, ("image",), "digest", wrong, "write `digest: sha256:…` as the registry shows it")
    for field, containers in (("initContainers", settings.init_containers), ("sidecars", settings.sidecars)):
        for index, container in enumerate(containers):
            image = container.get("image")
            if isinstance(image, str) and not _PINNED.search(image):
                place, name = server.origin.find((field, index, "image"))
                yield Problem(place, name, wrong, "write `@sha256:…` behind it as the registry shows it")


def _problem(server: Server, block: FieldPath, field: str, message: str, remedy: str) -> Problem:
    place, name = server.origin.find(block)
    return Problem(place, f"{name}.{field}", message, remedy)
