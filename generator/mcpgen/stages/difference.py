"""What changes in a cluster, object by object: the objects that a tree builds to against those that a catalog asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.kustomize.difference import same
from mcpgen.manifests.objects import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mcpgen.manifests.objects import Object


@dataclass(frozen=True, slots=True)
class Changed:
    """One object of one server in one environment, before (None: it is new) and after (None: it goes)."""

    environment: str
    server: str
    kind: str
    name: str
    old: Object | None
    new: Object | None

    @property
    def action(self) -> str:
        """`create`, `update` or `delete`."""
        return "create" if self.old is None else "delete" if self.new is None else "update"


def changed(environment: str, server: str, old: Iterable[Object], new: Iterable[Object]) -> Iterator[Changed]:
    """The objects that differ: those of `new` in their order, then those that only `old` has."""
    before = {identity(subject): subject for subject in old}
    for subject in new:
        was = before.pop(identity(subject), None)
        if was is None or not same(was, subject):
            yield Changed(environment, server, *identity(subject), was, subject)
    for key, subject in before.items():
        yield Changed(environment, server, *key, subject, None)
