"""From two trees of generated files to what becomes of each server: only those whose files differ are built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mcpgen.checks.dangers.transition import Transition
from mcpgen.kustomize.read import Unbuildable, environments, objects
from mcpgen.tree.damage import damages
from mcpgen.tree.header import Seal, verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mcpgen.manifests.objects import Object
    from mcpgen.tree.contents import Contents


@dataclass(slots=True)
class Seen:
    """What becomes of each server. `unknown`: those whose files before do not build, and why; `damaged`: files on disk."""

    transitions: list[Transition] = field(default_factory=list)
    unknown: dict[tuple[str, str], str] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)


def seen(before: Contents, after: Contents) -> Seen:
    """Every server of every environment whose files are not the same in both trees."""
    found = Seen()
    for environment, server in changed_servers(before, after):
        try:
            old = _built(before, environment, server)
        except Unbuildable as error:
            found.unknown[environment, server] = "; ".join(damages(before.files, error.suspects).values())
            continue
        try:
            found.transitions.append(Transition(environment, server, old, _built(after, environment, server)))
        except Unbuildable as error:
            found.damaged |= damages(after.files, error.suspects)
    return found


def changed_servers(before: Contents, after: Contents) -> Iterator[tuple[str, str]]:
    """Environment and server of each overlay that is in one of the trees and, with its base, not the same in the other."""
    old, new = _folders(before.ids), _folders(after.ids)
    listed = [environments(contents.ids) for contents in (before, after)]
    for environment in sorted({name for each in listed for name in each}):
        for server in sorted({name for each in listed for name in each.get(environment, ())}):
            places = (f"base/{server}", f"overlays/{environment}/{server}")
            if any(old.get(place) != new.get(place) for place in places):
                yield environment, server


def _folders(ids: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Folder of a base or an overlay → the files in it, with their hashes."""
    found: dict[str, dict[str, str]] = {}
    for path, name in ids.items():
        parts = path.split("/")
        depth = 3 if parts[0] == "overlays" else 2
        found.setdefault("/".join(parts[:depth]), {})[path] = name
    return found


def _built(contents: Contents, environment: str, server: str) -> list[Object]:
    """What the server's overlay builds to; nothing where its folder is not there, or not ours. Raises Unbuildable."""
    listing = f"overlays/{environment}/{server}/kustomization.yaml"
    data = contents.files(listing)
    if data is None or verify(listing, data) is Seal.FOREIGN:
        return []
    return objects(contents.files, environment, server)
