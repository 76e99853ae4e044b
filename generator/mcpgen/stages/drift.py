"""Files that are not what the catalog asks for, as far as a change of the catalog or of the files could have made them so.

To render a whole catalog takes long. A server that the catalog says the same of as before, and whose files are as before, is
as good, or as bad, as it was: `mcpgen sync --check` looks at all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.kustomize.difference import same
from mcpgen.kustomize.read import environments
from mcpgen.stages.files import environment_file, server_files
from mcpgen.stages.said import said, said_of_all
from mcpgen.stages.whole import rendered_servers
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.paths import server_of
from mcpgen.tree.snapshot import equal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mcpgen.catalog.resolve import Catalog
    from mcpgen.catalog.source import Source
    from mcpgen.stages.server import Rendered
    from mcpgen.tree.contents import Contents


def touched(old: Source, new: Source) -> set[str] | None:
    """The servers of which two catalogs do not say the same; None where they differ in what concerns all of them."""
    if not same(said_of_all(old), said_of_all(new)):
        return None
    before, after = said(old), said(new)
    return {name for name in {*before, *after} if not same(before.get(name), after.get(name))}


def shared(ids: Mapping[str, str]) -> dict[str, str]:
    """The files that no server alone decides: those of clusters and groups."""
    return {path: name for path, name in ids.items() if path.startswith("clusters/") or "/groups/" in path}


def drifted(whole: Catalog, names: Collection[str], disk: Contents) -> list[str]:
    """The paths, of the servers `names` and of the environments' lists, that are not as wanted. Raises Invalid."""
    rendered = list(rendered_servers(whole, sorted(set(names) & set(whole.names))))
    wanted = {path: text for each in rendered for path, text in server_files(each).items()}
    wanted |= _lists(whole, names, rendered, disk)
    gone = {*names, *(name for listed in environments(disk.ids).values() for name in listed if name not in whole.names)}
    stale = [path for path in disk.ids if path not in wanted and server_of(path) in gone and _ours(disk, path)]
    missing = [path for path, text in wanted.items() if not equal(disk.files(path) or b"", text)]
    return sorted({*stale, *missing})


def _lists(whole: Catalog, names: Collection[str], rendered: list[Rendered], disk: Contents) -> dict[str, str]:
    """Each environment's list: the servers that are there and were not looked at, and those that are wanted."""
    there = environments(disk.ids)
    found: dict[str, str] = {}
    for environment in (str(each.name) for each in whole.environments):
        kept = {name for name in there.get(environment, ()) if name in whole.names and name not in names}
        found.update([environment_file(environment, [*kept, *_enabled(rendered, environment)])])
    return found


def _enabled(rendered: list[Rendered], environment: str) -> Iterator[str]:
    return (each.family.name for each in rendered if environment in each.objects)


def _ours(disk: Contents, path: str) -> bool:
    return verify(path, disk.files(path) or b"") is not Seal.FOREIGN
