"""Layers of a server become one mapping: maps merge deeply, `null` removes, lists replace, lists of named things merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMED = {
    "env": "name",
    "volumes": "name",
    "volumeMounts": "mountPath",  # Kubernetes' own merge key: one volume may be mounted twice
    "initContainers": "name",
    "sidecars": "name",
    "containers": "name",
    "ports": "name",
    "imagePullSecrets": "name",
}
"""Lists whose items merge by a key of theirs, as in Kubernetes' strategic merge: field → key."""


DEFAULTED = {"podSecurityContext", "securityContext", "requests", "limits", "liveness", "readiness", "startup"}
"""Mappings in Kubernetes' words that mcpgen's own defaults lie below: `null` in them is kept until those are there."""


def merge(low: Mapping[str, Any], high: Mapping[str, Any], *, keep: bool = False) -> dict[str, Any]:
    """`low` with `high` laid over it. Neither is changed; parts that only one has are shared, not copied.

    `null` removes, and with `keep` stays, so that it removes from what is yet to be laid below.
    """
    merged = dict(low)
    for key, value in high.items():
        if value is None and keep:
            merged[key] = None
        elif value is None:
            merged.pop(key, None)
        elif isinstance(value, dict):
            below = merged.get(key)
            merged[key] = merge(below if isinstance(below, dict) else {}, value, keep=keep or key in DEFAULTED)
        elif isinstance(value, list) and key in NAMED:
            merged[key] = _merge_named(merged.get(key), value, NAMED[key])
        else:
            merged[key] = value
    return merged


def _merge_named(low: object, high: Sequence[Any], key: str) -> list[Any]:
    """Items of `low` in their order, each with the item of `high` of the same name over it; new items after them."""
    items = list(high)
    if not isinstance(low, list) or not low:
        return items
    above = {identity(item, key): item for item in items}
    if None in above or len(above) < len(items) or any(identity(item, key) is None for item in low):
        return items
    kept = [_over(item, above.pop(identity(item, key), None)) for item in low]
    return kept + list(above.values())


def _over(low: dict[str, Any], high: dict[str, Any] | None) -> dict[str, Any]:
    """A variable that turns from `value` to `valueFrom`, or back, keeps only the new source."""
    if high is None:
        return low
    if "value" in high or "valueFrom" in high:
        low = {key: value for key, value in low.items() if key not in {"value", "valueFrom"}}
    return merge(low, high)


def without_nulls(value: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping without the entries, at any depth of mappings, that are null."""
    return {
        key: without_nulls(inner) if isinstance(inner, dict) else inner for key, inner in value.items() if inner is not None
    }


def identity(item: object, key: str) -> str | None:
    """The item's name under `key`, or None where it has none that is text."""
    found = item.get(key) if isinstance(item, dict) else None
    return found if isinstance(found, str) else None
