"""Kubernetes' own schemas, of the version that an environment runs, with what its API server demands of single fields.

The distribution `kubernetes-validate` bundles the strict JSON Schemas of many Kubernetes versions. Its code reads 1.8 MB
again for every document and stops at the first error; here one kind is compiled once, with jsonschema-rs, and every
error is told.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema_rs import validator_for

from mcpgen.checks.complaints import near, told
from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.tightened import tightened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema_rs import Validator

    from mcpgen.manifests.objects import Object, PathInObject

_BUNDLE = "kubernetes-json-schema"
_FOLDER = re.compile(r"v(1\.[0-9]+)\.0-local-strict")


@lru_cache
def versions() -> tuple[str, ...]:
    """The Kubernetes versions that can be checked against, oldest first."""
    found = [match[1] for entry in _bundle().iterdir() if (match := _FOLDER.fullmatch(entry.name))]
    return tuple(sorted(found, key=lambda version: int(version.partition(".")[2])))


def schema_findings(version: str, subject: Object) -> list[Finding]:
    """Every error of the object against the strict schema of its kind; none for kinds that are not built in.

    `version` is one of `versions()`.
    """
    try:
        validator = _validator(version, subject["apiVersion"], subject["kind"])
    except KeyError:
        return _unknown_kind(version, subject)
    if validator is None or validator.is_valid(subject):
        return []
    root = _kinds(version)[subject["apiVersion"], subject["kind"]]
    return [
        finding(subject, *said)
        for error in validator.iter_errors(subject)
        for said in told(error, lambda path: _fields(version, root, path))
    ]


def _bundle() -> Path:
    """The folder of the schemas, found without importing the package, which takes longer than to check a hundred objects."""
    package = find_spec("kubernetes_validate")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("kubernetes-validate, which has the schemas of Kubernetes, is not installed")
    return Path(package.submodule_search_locations[0], _BUNDLE)


@lru_cache
def _definitions(version: str) -> dict[str, Any]:
    text = _bundle().joinpath(f"v{version}.0-local-strict", "_definitions.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["$defs"]
    return found


@lru_cache
def _kinds(version: str) -> dict[tuple[str, str], str]:
    """ApiVersion and kind → name of the definition."""
    found = {}
    for name, definition in _definitions(version).items():
        for each in definition.get("x-kubernetes-group-version-kind", ()):
            group = f"{each['group']}/" if each["group"] else ""
            found[f"{group}{each['version']}", each["kind"]] = name
    return found


@lru_cache(maxsize=256)
def _validator(version: str, api_version: str, kind: str) -> Validator | None:
    """The compiled schema of one kind; None for a group that Kubernetes does not own. Raises KeyError for unknown kinds."""
    kinds = _kinds(version)
    if (api_version, kind) not in kinds:
        if any(group == api_version for group, _ in kinds):
            raise KeyError(kind)
        return None
    root = kinds[api_version, kind]
    definitions = {name: tightened(name, _definitions(version)[name], version) for name in _reachable(version, root)}
    return validator_for({"$ref": f"#/$defs/{root}", "$defs": definitions})


def _reachable(version: str, root: str) -> set[str]:
    """The definitions that `root` needs: all of them together take ten times as long to compile."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(_definitions(version)[name])
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _unknown_kind(version: str, subject: Object) -> list[Finding]:
    kinds = [kind for group, kind in _kinds(version) if group == subject["apiVersion"]]
    message = f"Kubernetes {version} has no {subject['kind']} in {subject['apiVersion']}"
    return [finding(subject, ("kind",), message, near(str(subject["kind"]), kinds))]


def _fields(version: str, root: str, path: PathInObject) -> list[str]:
    """The fields that an object of the definition `root` may have at `path`."""
    node: Any = {"$ref": f"#/$defs/{root}"}
    for step in path:
        node = _resolved(version, node)
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        node = inner or node.get("additionalProperties") or {}
    return list(_resolved(version, node).get("properties", ()))


def _resolved(version: str, node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = _definitions(version)[node["$ref"].rpartition("/")[2]]
    return node
