"""What is to become of a server in a cluster: its objects before and after, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from mcpgen.checks.dangers.immutable_fields import refused
from mcpgen.checks.pods import mapping
from mcpgen.manifests.objects import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.checks.dangers.handover import Handover
    from mcpgen.manifests.objects import Object


class Action(StrEnum):
    """What becomes of an object. One that is replaced has to be deleted and made anew."""

    CREATE = "create"
    CHANGE = "change"
    REPLACE = "replace"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Pair:
    """One object before (None: it is new) and after (None: it goes)."""

    kind: str
    name: str
    old: Object | None
    new: Object | None

    @property
    def action(self) -> Action:
        """What becomes of it."""
        if self.old is None:
            return Action.CREATE
        if self.new is None:
            return Action.DELETE
        return Action.REPLACE if self.moves or refused(self.old, self.new) else Action.CHANGE

    @property
    def moves(self) -> bool:
        """True where it goes from one namespace to another: an object there, and none here."""
        return self.old is not None and self.new is not None and namespace(self.old) != namespace(self.new)


@dataclass(frozen=True)
class Transition:
    """A server in an environment, its objects before and after.

    Without a server it is of what stands in `clusters/`, with the servers that pass from one owner to another.
    """

    environment: str
    server: str | None
    old: Sequence[Object]
    new: Sequence[Object]
    handovers: Sequence[Handover] = ()

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every object, whether it changes or not: those of `new` in their order, then those that only `old` has."""
        return tuple(_pairs(self.old, self.new))

    @cached_property
    def stays(self) -> bool:
        """True for a server that is there before and after."""
        return bool(self.old and self.new)

    def of_kind(self, *kinds: str) -> Iterator[Pair]:
        """The pairs of those kinds."""
        return (pair for pair in self.pairs if pair.kind in kinds)


def namespace(subject: Object) -> str:
    """The object's namespace; empty where it has none."""
    return str(mapping(subject, "metadata").get("namespace", ""))


def _pairs(old: Sequence[Object], new: Sequence[Object]) -> Iterator[Pair]:
    before = {_key(subject): subject for subject in old}
    for subject in new:
        yield Pair(*identity(subject), before.pop(_key(subject), None), subject)
    for subject in before.values():
        yield Pair(*identity(subject), subject, None)


def _key(subject: Object) -> tuple[str, str, str]:
    """What makes two objects one and the same but for their version and namespace."""
    return str(subject["apiVersion"]).rpartition("/")[0], *identity(subject)
