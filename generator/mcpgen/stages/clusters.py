"""What stands in `clusters/`: the objects there that change, and servers that pass from one owner to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.dangers.handover import Handover
from mcpgen.checks.dangers.transition import Transition, namespace
from mcpgen.checks.pods import mapping
from mcpgen.errors import Invalid
from mcpgen.kustomize.owners import owners
from mcpgen.manifests.objects import identity
from mcpgen.tree.header import Seal, verify
from mcpgen.tree.paths import cluster_of
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from mcpgen.checks.dangers.handover import Owner
    from mcpgen.manifests.objects import Object
    from mcpgen.tree.contents import Contents


def delivered(before: Contents, after: Contents, prefix: str) -> Iterator[Transition]:
    """What becomes of each environment's own objects, and of who applies its servers; nothing where no file of either changed.

    Only files of ours are told as objects; owners count whoever wrote them.
    """
    if _deciding(before.ids) == _deciding(after.ids):
        return
    for environment in sorted({*map(cluster_of, [*before.ids, *after.ids])} - {""}):
        paths = [path for path in {**before.ids, **after.ids} if path.startswith(f"clusters/{environment}/")]
        changed = {path for path in paths if before.ids.get(path) != after.ids.get(path)}
        names = {_name(path) for path in changed}  # both tools have the Namespace, each in a file of one name
        alike = sorted(path for path in paths if _name(path) in names)
        old, new = (owners(each.files, each.ids, environment, prefix) for each in (before, after))
        handed = tuple(_handed(old, new, after.ids))
        yield Transition(environment, None, _objects(before, alike), _objects(after, alike), handed)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _deciding(ids: Mapping[str, str]) -> dict[str, str]:
    """What decides who applies what: the clusters' documents, and the lists of environments and groups."""
    return {path: name for path, name in ids.items() if path.startswith("clusters/") or _is_list(path)}


def _is_list(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "overlays" and parts[-1] == "kustomization.yaml" and (len(parts) != 4 or parts[2] == "groups")


def _objects(contents: Contents, paths: Iterable[str]) -> list[Object]:
    """The objects of those files that are ours and whole, each once; a kustomization is none."""
    found: dict[tuple[str, ...], Object] = {}
    for path in paths:
        data = contents.files(path) or b""
        try:
            document = load(data, path) if verify(path, data) is not Seal.FOREIGN else None
        except Invalid:
            continue
        if document and mapping(document, "metadata").get("name") and document.get("kind") and document.get("apiVersion"):
            found[*identity(document), namespace(document)] = document
    return list(found.values())


def _handed(old: Mapping[Owner, set[str]], new: Mapping[Owner, set[str]], paths: Container[str]) -> Iterator[Handover]:
    """Servers that are there before and after, by the owner that loses them and the one that gets them."""
    now = {owner.identity: owner for owner in new}
    for owner in sorted(old):
        successor = now.get(owner.identity)
        lost = sorted(old[owner] - (new[successor] if successor else set()))
        by_heir: dict[Owner | None, list[str]] = {}
        for folder in lost:
            if f"{folder}/kustomization.yaml" in paths:
                by_heir.setdefault(_heir(owner, folder, new), []).append(folder.rpartition("/")[2])
        for heir, servers in by_heir.items():
            yield Handover(successor or owner, successor is None, heir, tuple(servers))


def _heir(owner: Owner, folder: str, new: Mapping[Owner, set[str]]) -> Owner | None:
    """Who applies the folder now; one of the same tool before another, where two tools run side by side."""
    return min((each for each in new if folder in new[each]), key=lambda each: (each.kind != owner.kind, each), default=None)
