"""What a lint rule sees and says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from mcpgen.catalog.known import known
from mcpgen.checks.pods import containers, items, mapping
from mcpgen.manifests.origins import field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object, PathInObject
    from mcpgen.streaming.interface import Route


class Severity(StrEnum):
    """An error stops a sync; a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Subject:
    """One server in one environment: its settings, the way to it (None: none from outside), its finished objects.

    What several rules look at is found once: a sync lints every server.
    """

    server: Server
    route: Route | None
    objects: Sequence[Object]

    @cached_property
    def kinds(self) -> Mapping[str, Object]:
        """The objects by kind as they will be, patches and all; of a kind with several, the first."""
        return {each["kind"]: each for each in reversed(self.objects)}

    @cached_property
    def pod(self) -> Object:
        """What the server's pods will be."""
        return mapping(self.kinds.get("Deployment"), "spec", "template", "spec")

    @cached_property
    def containers(self) -> Sequence[tuple[PathInObject, Object]]:
        """Every container with its path in the Deployment, init containers first."""
        return containers(self.kinds.get("Deployment", {}))

    @cached_property
    def main(self) -> Object:
        """The server's own container; empty where a patch left none."""
        return next((container for _, container in items(self.pod, "containers")), {})

    @cached_property
    def way(self) -> Object:
        """What carries the annotations of the way to the server: an Ingress, or the HTTPRoute in its place."""
        return self.kinds.get("Ingress") or self.kinds.get("HTTPRoute") or {}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The annotations of the way to the server as the controller will read them."""
        return mapping(self.way, "metadata", "annotations")


@dataclass(frozen=True, slots=True)
class Fix:
    """The one right answer, as an edit of the catalog: the key at the remark's place renamed, an entry put below it,
    or a comment put behind it.
    """

    rename: str | None = None
    entry: tuple[str, str] | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing at `path` of the server (`at_key`: at the key, not at what it holds), and what to write instead."""

    path: FieldPath
    message: str
    remedy: str
    at_key: bool = False
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule under a code that never changes its meaning; `title` says in one line what the rule is about."""

    code: str
    severity: Severity
    title: str
    check: Callable[[Subject], Iterator[Remark]]


def written(subject: Subject, kind: str, path: PathInObject) -> FieldPath:
    """The field of the catalog that wrote `path` in the object of `kind`: a setting, or the operation of a patch."""
    return known(field(subject.server, kind, path))[0]
