"""File names of objects: the kind in lower case, as people know it from Kustomize trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.objects import identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.manifests.objects import Object


def file_names(objects: Iterable[Object]) -> dict[tuple[str, str], str]:
    """Kind and name → `<kind>.yaml`; where objects share a kind, `<kind>-<name>.yaml` for each of them."""
    found = [identity(subject) for subject in objects]
    kinds = [kind.lower() for kind, _ in found]
    return {each: _file_name(kind, each[1], alone=kinds.count(kind) == 1) for each, kind in zip(found, kinds, strict=True)}


def _file_name(kind: str, name: str, *, alone: bool) -> str:
    return f"{kind}.yaml" if alone else f"{kind}-{name}.yaml"
