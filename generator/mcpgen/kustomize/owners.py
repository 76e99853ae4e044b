"""Who applies which servers: the Flux Kustomizations, Argo CD Applications and ApplicationSets in `clusters/<environment>/`.

Source: the API references of kustomize.toolkit.fluxcd.io/v1 Kustomization and argoproj.io/v1alpha1 Application, and
argo-cd.readthedocs.io, "Git Generator" (directories, `exclude`, `path.path`) and "List Generator".
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.handover import Owner
from mcpgen.checks.pods import items, mapping
from mcpgen.errors import Invalid
from mcpgen.kustomize.reach import Reach
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mcpgen.kustomize.read import Files
    from mcpgen.manifests.objects import Object

_ARGO_DELETES = "resources-finalizer.argocd.argoproj.io"
_BETWEEN = re.compile(rb"^---[^\n]*$", re.MULTILINE)
_VALUE = re.compile(r"\{\{\s*\.?([A-Za-z0-9_.]+)\s*\}\}")


def owners(files: Files, paths: Iterable[str], environment: str, prefix: str) -> dict[Owner, set[str]]:
    """Who applies something in the environment, by what stands in `clusters/<environment>/` → the servers' folders in it.

    `paths` are all paths of the tree, `prefix` the catalog's folder in the repository. Documents that are no YAML of ours to
    read are passed over.
    """
    listed = list(paths)
    reach = Reach(files, listed)
    found: dict[Owner, set[str]] = {}
    for path in listed:
        if path.startswith(f"clusters/{environment}/") and path.endswith((".yaml", ".yml")):
            for document in _documents(files(path) or b"", path):
                for owner, folder in _applied(document, reach):
                    found.setdefault(owner, set()).update(reach.servers(_inside(folder, prefix)))
    return found


def _documents(data: bytes, path: str) -> Iterator[Object]:
    """The documents of a file that may be someone else's, and hold several."""
    for part in _BETWEEN.split(data):
        try:
            document = load(part, path)
        except Invalid:
            continue
        if isinstance(document, dict) and mapping(document, "metadata").get("name"):
            yield document


def _inside(folder: str, prefix: str) -> str:
    """A path of the repository as seen from the catalog's folder; empty where it leads elsewhere."""
    path = f"{normpath(folder.lstrip('/') or '.')}/"
    return path.removeprefix(prefix).rstrip("/") if path.startswith(prefix) else ""


def _applied(document: Object, reach: Reach) -> Iterator[tuple[Owner, str]]:
    """The owners that a document makes, each with a folder that it applies."""
    spec, group = mapping(document, "spec"), str(document.get("apiVersion", "")).partition("/")[0]
    match group, document.get("kind"):
        case "kustomize.toolkit.fluxcd.io", "Kustomization":
            prunes = spec.get("prune") is True
            policy = spec.get("deletionPolicy", "MirrorPrune")
            deletes = policy in {"Delete", "WaitForTermination"} or (policy == "MirrorPrune" and prunes)
            yield _owner(document, prunes=prunes, deletes=deletes), str(spec.get("path", "."))
        case "argoproj.io", "Application":
            finalizers = mapping(document, "metadata").get("finalizers") or []
            deletes = any(str(each).startswith(_ARGO_DELETES) for each in finalizers)
            owner = _owner(document, prunes=_argo_prunes(spec), deletes=deletes)
            yield from ((owner, folder) for folder in _argo_folders(spec))
        case "argoproj.io", "ApplicationSet":
            yield from _set(document, reach)


def _owner(document: Object, *, prunes: bool, deletes: bool, name: str = "") -> Owner:
    about = mapping(document, "metadata")
    return Owner(str(document["kind"]), str(about.get("namespace", "")), name or str(about["name"]), prunes, deletes)


def _argo_prunes(spec: Object) -> bool:
    return mapping(spec, "syncPolicy", "automated").get("prune") is True


def _argo_folders(spec: Object) -> list[str]:
    sources = [mapping(spec, "source"), *(each for _, each in items(spec, "sources"))]
    return [str(each["path"]) for each in sources if each.get("path")]


def _set(document: Object, reach: Reach) -> Iterator[tuple[Owner, str]]:
    """Each Application that the set makes is an owner of its own, named after the set and itself."""
    spec, about = mapping(document, "spec"), mapping(document, "metadata")
    inner = mapping(spec, "template", "spec")
    kept = mapping(spec, "syncPolicy").get("preserveResourcesOnDeletion") is True
    for values in _values(spec, reach):
        name = _filled(str(mapping(spec, "template", "metadata").get("name", "")), values)
        owner = _owner(document, prunes=_argo_prunes(inner), deletes=not kept, name=f"{about['name']}/{name}")
        yield from ((owner, _filled(folder, values)) for folder in _argo_folders(inner))


def _values(spec: Object, reach: Reach) -> Iterator[dict[str, str]]:
    """The parameters that the generators give: of directories and lists, inside a matrix or merge too."""
    for _, generator in items(spec, "generators"):
        for nested in ("matrix", "merge"):
            yield from _values(mapping(generator, nested), reach)
        for _, element in items(mapping(generator, "list"), "elements"):
            yield {str(key): str(value) for key, value in element.items()}
        patterns = [each for _, each in items(mapping(generator, "git"), "directories")]
        for folder in reach.folders:
            if _taken(folder, patterns):
                base = folder.rpartition("/")[2]
                yield {"path": folder, "path.path": folder, "path.basename": base, "path.basenameNormalized": base}


def _taken(folder: str, patterns: Iterable[Mapping[str, Any]]) -> bool:
    """True where a pattern names the folder, and none that excludes does. A `*` stays within one step of the path."""
    hits = [each for each in patterns if _fits(folder, str(each.get("path", "")))]
    return bool(hits) and not any(each.get("exclude") is True for each in hits)


def _fits(folder: str, pattern: str) -> bool:
    steps, parts = folder.split("/"), pattern.strip("/").removeprefix("./").split("/")
    return len(steps) == len(parts) and all(map(fnmatchcase, steps, parts))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VALUE.sub(lambda found: values.get(found[1], found[0]), text)
