"""The projects' own definitions of custom resources, and whether an object is valid by them, as strictly as can be.

Judged are: that the version is served, fields nobody defined, types, enumerations, patterns and bounds, what is required and
has no default, and the rules in CEL.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema_rs import Draft4Validator  # the schemas' own draft: exclusive bounds are booleans there

from mcpgen.checks.schema import schema_findings
from tests.outside.rules import broken
from tests.tools import definitions

if TYPE_CHECKING:
    from pathlib import Path

    from mcpgen.manifests.objects import Object

KUBERNETES = "1.37"
BUILT_IN = {"v1", "apps/v1", "autoscaling/v2", "batch/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1"}
"""Groups whose schemas are Kubernetes' own."""

_GROUP = re.compile(r"^  group: [\"']?([^\s\"']+)", re.MULTILINE)
_KIND = re.compile(r"^    kind: [\"']?([^\s\"']+)", re.MULTILINE)
_WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
_NAMED = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "namespace"],
    "properties": {
        "name": {"type": "string"},
        "namespace": {"type": "string"},
        "labels": _WORDS,
        "annotations": _WORDS,
        "finalizers": {"type": "array", "items": {"type": "string"}},
    },
}
_EVERY = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": _NAMED}
"""What an API server knows of every object, whatever its definition says."""
_CLASS = re.compile(r"\\([pP])([A-Z])(?![a-z{])")
"""Go's short form of a class of characters, `\\PC` for `\\P{C}`."""


def wrong(subject: Object) -> list[str]:
    """What is invalid in an object, each as `kind/name: path: what`. Raises KeyError where its kind has no schema."""
    who = f"{subject['kind']}/{subject['metadata']['name']}"
    if subject["apiVersion"] in BUILT_IN:
        return [f"{who}: {each}" for each in schema_findings(KUBERNETES, subject)]
    schema, validator = _judges(subject["apiVersion"], subject["kind"])
    errors = [f"{'.'.join(map(str, each.instance_path))}: {each.message}" for each in validator.iter_errors(subject)]
    return [f"{who}: {each}" for each in errors or broken(schema, subject)]


@lru_cache
def _judges(api_version: str, kind: str) -> tuple[dict[str, Any], Draft4Validator]:
    """The schema as it was written, and what refuses all that it does not say."""
    group, _, name = api_version.partition("/")
    definition = yaml.load(_texts()[group, kind], yaml.CSafeLoader)
    served = {each["name"]: each for each in definition["spec"]["versions"] if each["served"]}
    schema = served[name]["schema"]["openAPIV3Schema"]
    whole = strict(schema)
    return schema, Draft4Validator({**whole, "properties": {**whole["properties"], **_EVERY}})


@lru_cache
def _texts() -> dict[tuple[str, str], str]:
    """Group and kind → the text of its definition; only those that are asked for are parsed, for there are many."""
    return {(_found(_GROUP, text), _found(_KIND, text)): text for path in definitions() for text in _documents(path)}


def _documents(path: Path) -> list[str]:
    return [text for text in re.split(r"^---.*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE) if text.strip()]


def _found(what: re.Pattern[str], text: str) -> str:
    match = what.search(text)
    assert match, text[:500]
    return match[1]


def strict(node: dict[str, Any]) -> dict[str, Any]:
    """A structural schema as JSON Schema that refuses unknown fields, unless the schema says that they are kept."""
    found = dict(node)
    fields = {name: strict(each) for name, each in node.get("properties", {}).items()}
    if fields:
        found["properties"] = fields
    if node.get("type") == "object":
        found.setdefault("additionalProperties", node.get("x-kubernetes-preserve-unknown-fields", False))
    if isinstance(node.get("additionalProperties"), dict):
        found["additionalProperties"] = strict(node["additionalProperties"])
    if "items" in node:
        found["items"] = strict(node["items"])
    defaulted = {name for name, each in node.get("properties", {}).items() if "default" in each}
    found["required"] = [name for name in node.get("required", ()) if name not in defaulted]
    if not found["required"]:
        del found["required"]
    if isinstance(node.get("pattern"), str):
        found["pattern"] = _CLASS.sub(r"\\\1{\2}", node["pattern"])
    if node.get("x-kubernetes-list-type") == "set":
        found["uniqueItems"] = True
    if node.get("x-kubernetes-int-or-string"):
        found["type"] = ["integer", "string"]
    if node.get("nullable"):
        return {"anyOf": [{"type": "null"}, found]}
    return found
