"""Fields that the API server does not let anyone change: the object has to go first.

Source: kubernetes, pkg/apis/{core,apps,batch,rbac,storage,scheduling,networking}/validation (the functions Validate…Update);
gateway-api, GatewayClass (`controllerName`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.manifests.objects import Object

_FIELDS = {
    ("apps", "Deployment"): ("spec.selector",),
    ("apps", "ReplicaSet"): ("spec.selector",),
    ("apps", "DaemonSet"): ("spec.selector",),
    ("batch", "Job"): ("spec.selector", "spec.template", "spec.completionMode", "spec.podFailurePolicy"),
    ("", "Service"): ("spec.clusterIP", "spec.clusterIPs", "spec.loadBalancerClass"),
    ("", "PersistentVolume"): ("spec.volumeMode", "spec.nodeAffinity"),
    ("", "Secret"): ("type",),
    ("rbac.authorization.k8s.io", "RoleBinding"): ("roleRef",),
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"): ("roleRef",),
    ("storage.k8s.io", "StorageClass"): ("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
    ("scheduling.k8s.io", "PriorityClass"): ("value", "preemptionPolicy"),
    ("networking.k8s.io", "IngressClass"): ("spec.controller",),
    ("gateway.networking.k8s.io", "GatewayClass"): ("spec.controllerName",),
}
"""Group and kind → the fields that must stay as they are."""

_ALL_BUT = {
    ("apps", "StatefulSet"): (
        "spec",
        {
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds",
        },
    ),
    ("", "PersistentVolumeClaim"): ("spec", {"resources", "volumeAttributesClassName"}),
}
"""Group and kind → a mapping in which everything but these keys must stay as it is."""

_SEALED = {("", "ConfigMap"): ("data", "binaryData"), ("", "Secret"): ("data", "stringData")}
"""What an object that says `immutable: true` of itself keeps for ever, that word included."""


def refused(old: Object, new: Object) -> list[str]:
    """The dotted paths of all changes from `old` to `new` that an API server would refuse."""
    group = str(old.get("apiVersion", "")).rpartition("/")[0]
    return list(_refused((group, str(old.get("kind", ""))), old, new))


def _refused(key: tuple[str, str], old: Object, new: Object) -> Iterator[str]:
    for path in _FIELDS.get(key, ()):
        if _at(old, path) != _at(new, path) and not (key == ("", "Service") and _comes_to_be(path, old, new)):
            yield path
    if key in _ALL_BUT:
        path, free = _ALL_BUT[key]
        before, after = mapping(old, path), mapping(new, path)
        yield from (
            f"{path}.{name}" for name in {**before, **after} if name not in free and before.get(name) != after.get(name)
        )
    if key in _SEALED and old.get("immutable") is True:
        yield from (name for name in ("immutable", *_SEALED[key]) if old.get(name) != new.get(name))


def _comes_to_be(path: str, old: Object, new: Object) -> bool:
    """True for a Service of another type than before, whose addresses are then given out or taken back."""
    types = [(_at(each, "spec.type") or "ClusterIP") for each in (old, new)]
    if path == "spec.loadBalancerClass":
        return types[0] != types[1]
    return "ExternalName" in types


def _at(subject: Any, path: str) -> Any:
    for step in path.split("."):
        subject = subject.get(step) if isinstance(subject, dict) else None
    return subject
