"""What changes in a cluster, object by object: the objects that a tree builds to against those that a catalog asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.kustomize.difference import same
from mcpgen.kustomize.read import Unbuildable, listed, standing
from mcpgen.manifests.objects import identity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mcpgen.kustomize.read import Files
    from mcpgen.manifests.objects import Object


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


def delivered(
    files: Files, there: Collection[str], wanted: Mapping[str, str], environments: Iterable[str]
) -> tuple[list[Changed], list[Sequence[str]]]:
    """What changes in the objects that deliver the environments, and for each where they do not build the paths to blame.

    `there` are the kustomizations of ours that `files` has; `wanted` are all files that the catalog asks for.
    """
    found: list[Changed] = []
    suspects: list[Sequence[str]] = []
    for environment in environments:
        folder = f"clusters/{environment}/"
        before = [path for path in there if path.startswith(folder)]
        after = [path for path in wanted if path.startswith(folder) and path.endswith("/kustomization.yaml")]
        try:
            _none_is_missing(files, before, after, wanted)
            old, new = _delivering(files, before), _delivering(lambda path: wanted[path].encode(), after)
        except Unbuildable as error:
            suspects.append(error.suspects)
        else:
            found += changed(environment, None, old, new)
    return found, suspects


def _none_is_missing(files: Files, before: Collection[str], after: Iterable[str], wanted: Iterable[str]) -> None:
    """Raises Unbuildable for a kustomization that is somebody else's, or not there though what it lists is."""
    for listing in after:
        folder = listing.rpartition("/")[0]
        within = (path for path in wanted if path.rpartition("/")[0] == folder)
        if listing not in before and any(files(path) is not None for path in within):
            raise Unbuildable([listing])


def _delivering(files: Files, listings: Iterable[str]) -> list[Object]:
    """The objects that the kustomizations list; the tools of an environment share its Namespace."""
    found = (subject for listing in sorted(listings) for subject in listed(files, listing))
    return list({identity(subject): subject for subject in found}.values())


def changed(environment: str, server: str | None, old: Iterable[Object], new: Iterable[Object]) -> Iterator[Changed]:
    """The objects that differ: those of `new` in their order, then those that only `old` has."""
    before = {identity(subject): subject for subject in old}
    for subject in new:
        was = before.pop(identity(subject), None)
        if was is None or not same(was, subject):
            yield Changed(environment, server, *identity(subject), was, subject)
    for key, subject in before.items():
        yield Changed(environment, server, *key, subject, None)
