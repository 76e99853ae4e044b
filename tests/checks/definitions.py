"""Kubernetes' schemas as they are bundled, for tables that name their fields."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

_PREFIXES = {"meta": "io.k8s.apimachinery.pkg.apis."}


@lru_cache
def _definitions(version: str) -> dict[str, Any]:
    bundle = files("kubernetes_validate").joinpath("kubernetes-json-schema", f"v{version}.0-local-strict", "_definitions.json")
    found: dict[str, Any] = json.loads(bundle.read_text(encoding="utf-8"))["$defs"]
    return found


def definition(name: str, version: str = "1.37") -> dict[str, Any]:
    """The definition of a short name such as `core.v1.Probe`; an empty one where that version has none."""
    prefix = _PREFIXES.get(name.partition(".")[0], "io.k8s.api.")
    found: dict[str, Any] = _definitions(version).get(f"{prefix}{name}", {})
    return found


def field(path: str, version: str = "1.37") -> dict[str, Any]:
    """The schema of a field such as `core.v1.Probe/periodSeconds`, or of a list's items (`/*` behind it)."""
    name, *steps = path.split("/")
    found = definition(name, version)
    for step in steps:
        found = found.get("items", {}) if step == "*" else found.get("properties", {}).get(step, {})
    return found
