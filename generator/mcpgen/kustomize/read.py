"""Generated files back into objects: what a tree on disk, or in git's history, would build to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jsonpatch import JsonPatchException, JsonPointerException

from mcpgen.errors import Exit, Invalid, McpgenError
from mcpgen.kustomize.build import build
from mcpgen.kustomize.overlay import Image, Overlay, Patch, Replicas
from mcpgen.manifests.objects import identity
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mcpgen.manifests.objects import Object

    Files = Callable[[str], bytes | None]
    """The bytes of a file by its relative path; None where it is not there."""


class Unbuildable(McpgenError):
    """Files that do not build. `suspects` are the paths that may be to blame, the likeliest first."""

    code = Exit.CONFLICT

    def __init__(self, suspects: Sequence[str]) -> None:
        """Takes the paths."""
        self.suspects = tuple(dict.fromkeys(suspects))
        super().__init__(f"{', '.join(self.suspects)}: cannot be built")


def environments(paths: Iterable[str]) -> dict[str, list[str]]:
    """Environment → its servers, from the relative paths of a tree."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        match path.split("/"):
            case ["overlays", environment, server, "kustomization.yaml"]:
                found.setdefault(environment, []).append(server)
    return found


def standing(files: Files, environment: str, server: str, *, ours: bool, wanted: bool) -> list[Object]:
    """What the server's files build to now; nothing where its folder is not `ours`.

    Raises Unbuildable, also where someone else's kustomization stands in the place of a `wanted` one.
    """
    if ours:
        return objects(files, environment, server)
    listing = f"overlays/{environment}/{server}/kustomization.yaml"
    if wanted and files(listing) is not None:
        raise Unbuildable([listing])
    return []


def objects(files: Files, environment: str, server: str) -> list[Object]:
    """What the server's overlay builds to. Raises Unbuildable for files that are not as mcpgen writes them."""
    reading = _Reading(files)
    try:
        built = _built(reading, f"overlays/{environment}/{server}")
        return [subject for subject in built if identity(subject) and subject["apiVersion"]]
    except (LookupError, TypeError, AttributeError, ValueError, JsonPatchException, JsonPointerException):
        raise Unbuildable(reading.seen) from None


def listed(files: Files, listing: str) -> list[Object]:
    """The objects that a kustomization lists, none of which is changed by it. Raises Unbuildable."""
    reading = _Reading(files)
    folder = listing.rpartition("/")[0]
    try:
        names = reading.document(listing, listing)["resources"]
        found = [reading.document(f"{folder}/{name}", listing) for name in names]
        return [subject for subject in found if identity(subject) and subject["apiVersion"]]
    except (LookupError, TypeError, AttributeError):
        raise Unbuildable(reading.seen) from None


@dataclass(slots=True)
class _Reading:
    """Reads documents and remembers which, so that a tree that does not build can say where to look."""

    files: Files
    seen: list[str] = field(default_factory=list)

    def document(self, path: str, listed_in: str) -> Any:
        """What the file says. Raises Unbuildable, with the file that lists it, where it is not there or no YAML."""
        self.seen.append(path)
        data = self.files(path)
        if not data:
            raise Unbuildable([path, listed_in])
        try:
            return load(data, path)
        except Invalid:
            raise Unbuildable([path, listed_in]) from None


def _built(reading: _Reading, folder: str) -> list[Object]:
    listing = f"{folder}/kustomization.yaml"
    document = reading.document(listing, listing)
    first, *others = document["resources"]
    base = f"base/{first.rpartition('/')[2]}"
    below = f"{base}/kustomization.yaml"
    subjects = [reading.document(f"{base}/{file}", below) for file in reading.document(below, listing)["resources"]]
    overlay = Overlay(
        document.get("namespace"),
        tuple(_image(entry) for entry in document.get("images", ())),
        tuple(Replicas(entry["name"], entry["count"]) for entry in document.get("replicas", ())),
        tuple(_patch(entry, reading.document(f"{folder}/{entry['path']}", listing)) for entry in document.get("patches", ())),
        {file: reading.document(f"{folder}/{file}", listing) for file in others},
    )
    return build(subjects, overlay)


def _image(entry: Object) -> Image:
    return Image(entry["name"], entry.get("newName"), entry.get("newTag"), entry.get("digest"))


def _patch(entry: Object, operations: Any) -> Patch:
    target = entry["target"]
    version = "/".join(filter(None, (target.get("group"), target["version"])))
    return Patch(entry["path"], version, target["kind"], target["name"].replace("\\", ""), tuple(operations))
