"""What changes in a cluster, object by object: the objects that a tree builds to against those that a catalog asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.errors import Invalid
from mcpgen.kustomize.difference import same
from mcpgen.kustomize.read import Unbuildable, standing
from mcpgen.manifests.objects import identity
from mcpgen.tree.header import Seal, verify
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mcpgen.kustomize.read import Files
    from mcpgen.manifests.objects import Object
    from mcpgen.tree.plan import Change


@dataclass(frozen=True, slots=True)
class Changed:
    """One object in one environment, before (None: it is new) and after (None: it goes).

    `server` is whose it is; None for one that delivers.
    """

    environment: str
    server: str | None
    kind: str
    name: str
    old: Object | None
    new: Object | None

    @property
    def action(self) -> str:
        """`create`, `update` or `delete`."""
        return "create" if self.old is None else "delete" if self.new is None else "update"


def compared(
    files: Files,
    present: Mapping[str, Collection[str]],
    wanted: Mapping[str, Mapping[str, Sequence[Object]]],
    environments: Iterable[str],
    servers: Collection[str],
) -> tuple[list[Changed], list[Sequence[str]]]:
    """What changes in the environments, and for each server whose files do not build, the paths that may be to blame.

    `present`: environment → the servers that are there; `wanted`: server → environment → objects.
    """
    found: list[Changed] = []
    suspects: list[Sequence[str]] = []
    for environment in environments:
        for server in servers:
            new, ours = wanted.get(server, {}).get(environment, ()), server in present.get(environment, ())
            try:
                found += changed(environment, server, standing(files, environment, server, ours=ours, wanted=bool(new)), new)
            except Unbuildable as error:
                suspects.append(error.suspects)
    return found, suspects


def delivered(changes: Iterable[Change], environment: str | None) -> tuple[list[Changed], list[Sequence[str]]]:
    """What the changed files below `clusters/` do to the objects that deliver, of one environment or of all.

    And the paths of those that cannot be read as objects.
    """
    found: list[Changed] = []
    suspects: list[Sequence[str]] = []
    for change in sorted(changes, key=lambda each: each.path):
        owned, name, *_ = change.path.split("/")
        if owned != "clusters" or environment not in {None, name} or change.path.endswith("/kustomization.yaml"):
            continue
        try:
            before, after = ([_object(change.path, text)] if text is not None else [] for text in (change.old, change.new))
            found += changed(name, None, before, after)
        except (Invalid, LookupError, TypeError):
            suspects.append([change.path])
    return found, suspects


def _object(path: str, text: str) -> Object:
    """The object in a file of ours, edited or not. Raises Invalid, LookupError or TypeError for anything else."""
    found: Object = load(text.encode(), path)
    if verify(path, text.encode()) is Seal.FOREIGN:
        raise LookupError(path)
    identity(found)
    return found


def changed(environment: str, server: str | None, old: Iterable[Object], new: Iterable[Object]) -> Iterator[Changed]:
    """The objects that differ: those of `new` in their order, then those that only `old` has."""
    before = {identity(subject): subject for subject in old}
    for subject in new:
        was = before.pop(identity(subject), None)
        if was is None or not same(was, subject):
            yield Changed(environment, server, *identity(subject), was, subject)
    for key, subject in before.items():
        yield Changed(environment, server, *key, subject, None)
