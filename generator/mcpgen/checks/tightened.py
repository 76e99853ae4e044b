"""Kubernetes' JSON Schemas with what its API server demands of single fields: values, bounds, fields that must be there."""

from __future__ import annotations

from typing import Any

from mcpgen.checks.bounds import FILLED, REQUIRED, bounds
from mcpgen.checks.enums import allowed

_PREFIXES = ("io.k8s.api.", "io.k8s.apimachinery.pkg.apis.")


def tightened(name: str, definition: dict[str, Any], version: str) -> dict[str, Any]:
    """The definition `name` of the schemas of Kubernetes `version`, with those demands in it; the one given stays as it is."""
    short, minor = _short(name), int(version.partition(".")[2])
    found = dict(definition)
    if "properties" in definition:
        found["properties"] = {
            field: _field(f"{short}/{field}", schema, minor) for field, schema in definition["properties"].items()
        }
    if "oneOf" in found:  # a text or a number: null is in both branches, and one of them is enough
        found["anyOf"] = found.pop("oneOf")
    if short in REQUIRED:
        found["required"] = [*definition.get("required", ()), *REQUIRED[short]]
    return found


def _short(name: str) -> str:
    return next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)


def _field(path: str, schema: dict[str, Any], minor: int) -> dict[str, Any]:
    """The schema of one field, or of a list and its items. `null` counts as not written, but in a list as an empty item."""
    if "items" in schema:
        items = {**_field(f"{path}/*", schema["items"], minor), "not": {"type": "null"}}
        return {**schema, "items": items, **({"minItems": 1} if path in FILLED else {})}
    values, limits = allowed(path, minor), bounds(path, schema.get("format"))
    if values:
        return {**schema, "enum": [*values, None]}
    if limits:
        return {**schema, "minimum": limits[0], "maximum": limits[1]}
    return {**schema, "type": "string", "minLength": 1} if path in FILLED else schema
