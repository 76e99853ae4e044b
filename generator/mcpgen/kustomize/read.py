"""Generated files back into objects: what a tree on disk, or in git's history, would build to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.errors import Invalid, Place, Problem
from mcpgen.kustomize.build import build
from mcpgen.kustomize.overlay import Image, Overlay, Patch, Replicas
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mcpgen.manifests.objects import Object

    Files = Callable[[str], bytes | None]
    """The bytes of a file by its relative path; None where it is not there."""


def environments(paths: Iterator[str]) -> dict[str, list[str]]:
    """Environment → its servers, from the relative paths of a tree."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        match path.split("/"):
            case ["overlays", environment, server, "kustomization.yaml"]:
                found.setdefault(environment, []).append(server)
    return found


def objects(files: Files, environment: str, server: str) -> list[Object]:
    """What the server's overlay builds to. Raises Invalid for files that are not as mcpgen writes them."""
    folder = f"overlays/{environment}/{server}"
    document = _read(files, f"{folder}/kustomization.yaml")
    try:
        resources = document["resources"]
        base = f"base/{resources[0].rpartition('/')[2]}"
        subjects = [_read(files, f"{base}/{file}") for file in _read(files, f"{base}/kustomization.yaml")["resources"]]
        overlay = Overlay(
            document.get("namespace"),
            tuple(_image(entry) for entry in document.get("images", ())),
            tuple(Replicas(entry["name"], entry["count"]) for entry in document.get("replicas", ())),
            tuple(_patch(files, folder, entry) for entry in document.get("patches", ())),
            {file: _read(files, f"{folder}/{file}") for file in resources[1:]},
        )
        return build(subjects, overlay)
    except (KeyError, TypeError, IndexError, AttributeError):
        raise Invalid([_unreadable(f"{folder}/kustomization.yaml", "is not as mcpgen writes it")]) from None


def _read(files: Files, path: str) -> Any:
    data = files(path)
    if not data:
        raise Invalid([_unreadable(path, "is missing" if data is None else "is empty")])
    return load(data, path)


def _unreadable(path: str, message: str) -> Problem:
    return Problem(Place(path), "", message, "run `mcpgen sync`, which says what it would overwrite")


def _image(entry: Object) -> Image:
    return Image(entry["name"], entry.get("newName"), entry.get("newTag"), entry.get("digest"))


def _patch(files: Files, folder: str, entry: Object) -> Patch:
    target = entry["target"]
    version = "/".join(filter(None, (target.get("group"), target["version"])))
    operations = tuple(_read(files, f"{folder}/{entry['path']}"))
    return Patch(entry["path"], version, target["kind"], target["name"].replace("\\", ""), operations)
