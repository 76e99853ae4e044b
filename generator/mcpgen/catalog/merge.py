"""Layers of a server become one mapping: maps merge deeply, `null` removes, lists replace, lists of named things merge.

Where one of several fields may stand only, the stronger layer's takes the place of the weaker's.
"""

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

_PROBE = frozenset({"exec", "grpc", "httpGet", "tcpSocket"})
_HOOK = frozenset({"exec", "httpGet", "sleep", "tcpSocket"})
_SOURCES = """awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume
    flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk
    portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume"""

UNIONS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("liveness", "readiness", "startup", "livenessProbe", "readinessProbe", "startupProbe"), _PROBE),
    **dict.fromkeys(("preStop", "postStart"), _HOOK),
    "volumes": frozenset(_SOURCES.split()),
    "env": frozenset({"value", "valueFrom"}),
    "valueFrom": frozenset({"configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"}),
    "podDisruptionBudget": frozenset({"maxUnavailable", "minAvailable"}),
    "auth": frozenset({"basic", "external"}),  # the catalog's own
}
"""Field, or list of items, that holds a union → its members, of which the API server takes one.

Source: kubernetes.io, API reference, Volume, EnvVarSource, LifecycleHandler, Probe, PodDisruptionBudgetSpec.
"""

TYPED: Mapping[str, tuple[str, str]] = {
    "strategy": ("RollingUpdate", "rollingUpdate"),
    "seccompProfile": ("Localhost", "localhostProfile"),
    "appArmorProfile": ("Localhost", "localhostProfile"),
}
"""Field whose `type` says what may stand beside it → (type, the member that only this type has)."""

DEFAULTED = {"rateLimit", "podSecurityContext", "securityContext", "requests", "limits", "liveness", "readiness", "startup"}
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
            below = _beside(key, below, value) if isinstance(below, dict) else {}
            merged[key] = merge(below, value, keep=keep or key in DEFAULTED)
        elif isinstance(value, list) and key in NAMED:
            merged[key] = _merge_named(key, merged.get(key), value)
        else:
            merged[key] = value
    return merged


def _merge_named(field: str, low: object, high: Sequence[Any]) -> list[Any]:
    """Items of `low` in their order, each with the item of `high` of the same name over it; new items after them."""
    items, key = list(high), NAMED[field]
    if not isinstance(low, list) or not low:
        return items
    above = {identity(item, key): item for item in items}
    if None in above or len(above) < len(items) or any(identity(item, key) is None for item in low):
        return items
    merged = []
    for item in low:
        over = above.pop(identity(item, key), None)
        merged.append(item if over is None else merge(_beside(field, item, over), over))
    return merged + list(above.values())


def _beside(field: str, low: dict[str, Any], high: Mapping[str, Any]) -> dict[str, Any]:
    """`low` without what cannot stand beside what `high` writes: other members of a union, or of another type."""
    members = UNIONS.get(field, frozenset())
    written = {member for member in members if high.get(member) is not None}
    gone = set(members - written) if written else set()
    kind, member = TYPED.get(field, ("", ""))
    if kind and high.get("type") is not None:
        gone |= {member} if high["type"] != kind else set()
    elif kind and high.get(member) is not None and low.get("type") != kind:
        gone.add("type")
    return {key: value for key, value in low.items() if key not in gone} if gone else low


def without_nulls(value: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping without the entries, at any depth of mappings, that are null."""
    return {
        key: without_nulls(inner) if isinstance(inner, dict) else inner for key, inner in value.items() if inner is not None
    }


def identity(item: object, key: str) -> str | None:
    """The item's name under `key`, or None where it has none that is text."""
    found = item.get(key) if isinstance(item, dict) else None
    return found if isinstance(found, str) else None
