"""What a class of dangers sees and says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mcpgen.checks.dangers.transition import Pair, Transition


class Severity(StrEnum):
    """High: something stops, goes or is laid open. Medium: it may, or does so for a moment."""

    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing that a merge would do, and the way out. `kind` and `name` are the object's, empty for the whole server."""

    message: str
    remedy: str
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of dangers under a name that never changes its meaning; `title` says in one line what it is about."""

    name: str
    severity: Severity
    title: str
    check: Callable[[Transition], Iterator[Danger]]


def of(pair: Pair, message: str, remedy: str) -> Danger:
    """A danger of one object."""
    return Danger(message, remedy, pair.kind, pair.name)
