"""Pod Security, where a namespace enforces a level: what the API server would refuse of a Deployment's pods.

Source: kubernetes.io, "Pod Security Standards"; kubernetes/pod-security-admission, `policy/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import POD, containers, items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_CAPABILITIES = """AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID
    SYS_CHROOT"""
_ADDED = frozenset(_CAPABILITIES.split())
"""Capabilities that `baseline` lets a container add; `restricted` only lets it bind to low ports."""

_SOURCES = "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret"
_VOLUMES = frozenset(_SOURCES.split())
"""Sources of volumes that `restricted` allows."""

_CONFINED = frozenset({"RuntimeDefault", "Localhost"})
_REMEDY = "change it, or write another `namespace.podSecurity`"


def pod_security(objects: Sequence[Object], level: str | None) -> Iterator[Finding]:
    """What keeps the pods of each Deployment out of a namespace that enforces `level` (None: none).

    AppArmor, SELinux, sysctls and `procMount`, which few write, are left to the API server.
    """
    if level not in {"baseline", "restricted"}:
        return
    for deployment in of_kind(objects, "Deployment"):
        for path, what in (*_baseline(deployment), *(_restricted(deployment) if level == "restricted" else ())):
            message = f"the namespace enforces Pod Security's level {level}, which refuses {what}"
            yield finding(deployment, path, message, _REMEDY)


def _baseline(deployment: Object) -> Iterator[tuple[PathInObject, str]]:
    pod = mapping(deployment, "spec", "template", "spec")
    yield from (((*POD, key), f"`{key}`") for key in ("hostNetwork", "hostPID", "hostIPC") if pod.get(key))
    for index, volume in items(pod, "volumes"):
        if "hostPath" in volume:
            yield (*POD, "volumes", index, "hostPath"), "`hostPath`"
    for path, container in containers(deployment):
        context = mapping(container, "securityContext")
        if context.get("privileged"):
            yield (*path, "securityContext", "privileged"), "`privileged`"
        if not _added(context) <= _ADDED:
            yield (*path, "securityContext", "capabilities", "add"), "a capability that is added"
        for index, port in items(container, "ports"):
            if port.get("hostPort"):
                yield (*path, "ports", index, "hostPort"), "`hostPort`"
    for path, context in _contexts(deployment):
        if mapping(context, "seccompProfile").get("type") == "Unconfined":
            yield (*path, "seccompProfile"), "pods without seccomp"


def _restricted(deployment: Object) -> Iterator[tuple[PathInObject, str]]:
    pod = mapping(deployment, "spec", "template", "spec")
    shared = mapping(pod, "securityContext")
    for index, volume in items(pod, "volumes"):
        other = sorted(key for key in volume if key not in {"name", "hostPath"} and key not in _VOLUMES)
        yield from (((*POD, "volumes", index, key), f"volumes of the sort {key}") for key in other)
    for path, container in containers(deployment):
        own = mapping(container, "securityContext")
        at = (*path, "securityContext")
        if own.get("allowPrivilegeEscalation") is not False:
            yield (*at, "allowPrivilegeEscalation"), "containers without `allowPrivilegeEscalation: false`"
        if own.get("runAsNonRoot", shared.get("runAsNonRoot")) is not True:
            yield (*at, "runAsNonRoot"), "containers without `runAsNonRoot: true`"
        if "ALL" not in (mapping(own, "capabilities").get("drop") or ()) or not _added(own) <= {"NET_BIND_SERVICE"}:
            yield (*at, "capabilities"), "containers that do not drop all capabilities"
        if mapping({**shared, **own}, "seccompProfile").get("type") not in _CONFINED:
            yield (*at, "seccompProfile"), "containers without a seccomp profile"
    for path, context in _contexts(deployment):
        if context.get("runAsUser") == 0:
            yield (*path, "runAsUser"), "user 0"


def _contexts(deployment: Object) -> Iterator[tuple[PathInObject, dict[str, Any]]]:
    """The pod's security context and those of its containers, each with its path."""
    yield (*POD, "securityContext"), mapping(deployment, "spec", "template", "spec", "securityContext")
    yield from (((*path, "securityContext"), mapping(each, "securityContext")) for path, each in containers(deployment))


def _added(context: dict[str, Any]) -> set[str]:
    found = mapping(context, "capabilities").get("add")
    return set(map(str, found)) if isinstance(found, list) else set()
