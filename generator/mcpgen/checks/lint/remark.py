"""What a lint rule sees and says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object
    from mcpgen.streaming.interface import Route


class Severity(StrEnum):
    """An error stops a sync; a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Subject:
    """One server in one environment: its settings, the way to it (None: none from outside), its finished objects."""

    server: Server
    route: Route | None
    objects: Sequence[Object]


@dataclass(frozen=True, slots=True)
class Fix:
    """The one right answer, as an edit of the catalog: the key at the remark's place renamed, or an entry put below it."""

    rename: str | None = None
    entry: tuple[str, str] | None = None


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


def main_container(subject: Subject) -> dict[str, Any]:
    """The server's own container as it will run, patches and all; empty where a patch left none."""
    for each in subject.objects:
        if each["kind"] == "Deployment":
            containers = each["spec"]["template"]["spec"]["containers"]
            return dict(containers[0])
    return {}
