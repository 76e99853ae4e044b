"""Which servers a folder builds: its own kustomization, and the folders that this one lists."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING

from mcpgen.errors import Invalid
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.kustomize.read import Files


class Reach:
    """Looks kustomizations up, each once. `folders` are those of the tree's overlays, the servers' and those above them."""

    def __init__(self, files: Files, paths: Iterable[str]) -> None:
        """Takes a reader, and all paths of the tree."""
        self._files = files
        self._known: dict[str, frozenset[str]] = {}
        self._listings = {path.rpartition("/")[0] for path in paths if path.endswith("/kustomization.yaml")}
        self.folders = tuple(sorted(folder for folder in self._listings if folder.startswith("overlays/")))

    def servers(self, folder: str) -> frozenset[str]:
        """The overlay folders of the servers that the folder builds; none where it builds nothing of ours."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            if here in seen or not here.startswith("overlays/"):
                continue
            seen.add(here)
            if _is_server(here) and here in self._listings:
                found.add(here)
            elif here in self._listings:
                waiting += self._listed(here)
            else:  # Flux writes a kustomization of its own over everything below
                waiting += [each for each in self.folders if each.startswith(f"{here}/")]
        return frozenset(found)

    def _listed(self, folder: str) -> frozenset[str]:
        if folder not in self._known:
            self._known[folder] = frozenset(self._resources(folder))
        return self._known[folder]

    def _resources(self, folder: str) -> list[str]:
        """The folders among the resources of the folder's kustomization; none where it cannot be read."""
        path = f"{folder}/kustomization.yaml"
        try:
            document = load(self._files(path) or b"", path)
        except Invalid:
            return []
        listed = document.get("resources") if isinstance(document, dict) else None
        entries = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
        return [normpath(f"{folder}/{each}") for each in entries if not each.endswith((".yaml", ".yml"))]


def _is_server(folder: str) -> bool:
    parts = folder.split("/")
    return len(parts) == 3 and parts[2] != "groups"
