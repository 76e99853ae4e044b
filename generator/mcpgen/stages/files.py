"""A rendered server as files: relative path → sealed text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.errors import Invalid, Problem
from mcpgen.kustomize import documents
from mcpgen.kustomize.names import file_names
from mcpgen.manifests.objects import identity, kind
from mcpgen.manifests.origins import field
from mcpgen.tree.header import seal
from mcpgen.yaml.emitter import Unwritable, emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.kustomize.overlay import Overlay
    from mcpgen.manifests.objects import PathInObject
    from mcpgen.stages.server import Rendered

KUSTOMIZATION = "kustomization.yaml"


def server_files(rendered: Rendered) -> dict[str, str]:
    """The server's base and overlays. Raises Invalid for text that no manifest can carry, at its catalog line."""
    try:
        return {path: seal(path, emit(document)) for path, document in _documents(rendered)}
    except Unwritable:
        problems = list(_unwritable(rendered))
        if not problems:
            raise
        raise Invalid(problems) from None


def environment_file(environment: str, servers: Sequence[str]) -> tuple[str, str]:
    """The kustomization of a whole environment: path and sealed text."""
    path = f"overlays/{environment}/{KUSTOMIZATION}"
    return path, seal(path, emit(documents.environment(servers)))


def _documents(rendered: Rendered) -> Iterator[tuple[str, Any]]:
    """Each file's path and content, resources before the kustomization that lists them."""
    name = rendered.family.name
    files = file_names(rendered.base)
    for subject in rendered.base:
        yield f"base/{name}/{files[identity(subject)]}", subject
    yield f"base/{name}/{KUSTOMIZATION}", documents.base(rendered.base)
    for environment, overlay in rendered.overlays.items():
        yield from _overlay(f"overlays/{environment}/{name}", name, overlay)


def _overlay(folder: str, name: str, overlay: Overlay) -> Iterator[tuple[str, Any]]:
    for file, subject in overlay.resources.items():
        yield f"{folder}/{file}", subject
    for patch in overlay.patches:
        yield f"{folder}/{patch.file}", list(patch.operations)
    yield f"{folder}/{KUSTOMIZATION}", documents.server(overlay, name)


def _unwritable(rendered: Rendered) -> Iterator[Problem]:
    """The catalog lines of all text that cannot be written, found in the objects themselves."""
    base = (rendered.family.base, rendered.base)
    others = ((variant, rendered.objects[str(variant.environment.name)]) for variant in rendered.family.variants)
    for variant, objects in (base, *others):
        for subject in objects:
            for path, reason in refused(subject):
                place, name = variant.origin.find(field(variant, kind(subject), path))
                yield Problem(place, name, reason, "write other text")


def refused(value: Any, path: PathInObject = ()) -> Iterator[tuple[PathInObject, str]]:
    """The path of each key and scalar below `value` that the emitter refuses, with its reason."""
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        whole = isinstance(inner, (dict, list))
        try:
            emit({step if isinstance(step, str) else "-": None if whole else inner})
        except Unwritable as error:
            yield (*path, step), error.reason
        if whole:
            yield from refused(inner, (*path, step))
