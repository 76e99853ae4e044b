"""What delivery needs to know of a server in an environment: small facts, kept when the objects are gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.manifests.objects import kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.catalog.automation import ImageAutomation
    from mcpgen.catalog.resolve import Server
    from mcpgen.errors import Place
    from mcpgen.manifests.objects import Object


@dataclass(frozen=True, slots=True)
class Written:
    """A part of an image in the catalog: its field and the place of its key."""

    field: str
    place: Place


@dataclass(frozen=True, slots=True)
class Automated:
    """An image that Flux renews: its repository, the policy, and where the catalog asks for it."""

    repository: str
    policy: ImageAutomation
    field: str
    place: Place


@dataclass(frozen=True, slots=True)
class Member:
    """One server of an environment. `kinds` are the API groups and kinds of its objects, each once, sorted.

    `tag` and `digest` are where the catalog writes those of its image.
    """

    name: str
    owner: str | None
    kinds: tuple[tuple[str, str], ...]
    documents: int
    tag: Written | None = None
    digest: Written | None = None
    automated: Automated | None = None

    def has(self, of_kind: str) -> bool:
        """True where one of the server's objects is of the kind."""
        return any(of_kind == each for _, each in self.kinds)


def member(server: Server, objects: Sequence[Object]) -> Member:
    """The facts of a server whose finished objects these are."""
    kinds = sorted({(_group(subject), kind(subject)) for subject in objects})
    tag, digest = _written(server, "tag"), _written(server, "digest")
    return Member(server.name, server.settings.owner, tuple(kinds), len(objects), tag, digest, _automated(server))


def _group(subject: Object) -> str:
    return str(subject["apiVersion"]).rpartition("/")[0]


def _automated(server: Server) -> Automated | None:
    policy = server.settings.image_automation
    if policy is None or not policy.enabled or not server.environment.flux:
        return None
    place, field = server.origin.find(("imageAutomation",), at_key=True)
    return Automated(server.settings.image.repository, policy, field, place)


def _written(server: Server, part: str) -> Written | None:
    if not server.origin.wrote(("image", part)):
        return None
    place, field = server.origin.find(("image", part), at_key=True)
    return Written(field, place)
