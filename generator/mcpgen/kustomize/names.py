"""File names of objects: the kind in lower case, as people know it from Kustomize trees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mcpgen.manifests.objects import identity, kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.manifests.objects import Object


def file_names(objects: Iterable[Object]) -> dict[tuple[str, str], str]:
    """Kind and name → `<kind>.yaml`; where objects share a kind, `<kind>-<name>.yaml` for each of them."""
    found = list(objects)
    several = Counter(kind(subject).lower() for subject in found)
    return {identity(subject): _file_name(*identity(subject), alone=several[kind(subject).lower()] == 1) for subject in found}


def _file_name(kind_name: str, name: str, *, alone: bool) -> str:
    return f"{kind_name.lower()}.yaml" if alone else f"{kind_name.lower()}-{name}.yaml"
