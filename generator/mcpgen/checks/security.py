"""Security contexts whose fields contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import POD, containers, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


def security(objects: Sequence[Object]) -> Iterator[Finding]:
    """Privileges that are given and taken at once, and root where no root may start."""
    for deployment in of_kind(objects, "Deployment"):
        pod = mapping(deployment, "spec", "template", "spec", "securityContext")
        yield from _profile(deployment, (*POD, "securityContext"), pod)
        told: set[PathInObject] = set()
        for path, container in containers(deployment):
            at, context = (*path, "securityContext"), mapping(container, "securityContext")
            yield from _privileges(deployment, at, context)
            yield from _profile(deployment, at, context)
            root = _root(at, context, pod)
            if root and root not in told:
                told.add(root)
                message = "user 0 is root, and with `runAsNonRoot: true` no container starts as root"
                remedy = "write another user, or `runAsNonRoot: false` in `securityContext` if it must be root"
                yield finding(deployment, root, message, remedy)


def _privileges(deployment: Object, path: PathInObject, context: dict[str, Any]) -> Iterator[Finding]:
    """What the API server refuses beside `allowPrivilegeEscalation: false`, which mcpgen writes unless the catalog does.

    Source: core/validation v1.34.0, ValidateSecurityContext.
    """
    if context.get("allowPrivilegeEscalation") is not False:
        return
    remedy = "remove it, or write `allowPrivilegeEscalation: true` beside it"
    if context.get("privileged") is True:
        message = "`privileged: true` and `allowPrivilegeEscalation: false` contradict each other"
        yield finding(deployment, (*path, "privileged"), message, remedy)
    added = mapping(context, "capabilities").get("add")
    if isinstance(added, list) and "CAP_SYS_ADMIN" in added:
        message = "CAP_SYS_ADMIN and `allowPrivilegeEscalation: false` contradict each other"
        yield finding(deployment, (*path, "capabilities", "add", added.index("CAP_SYS_ADMIN")), message, remedy)


def _profile(deployment: Object, path: PathInObject, context: dict[str, Any]) -> Iterator[Finding]:
    """A seccomp profile's file, where it is one. Source: core/validation v1.34.0, validateSeccompProfileField."""
    profile = mapping(context, "seccompProfile")
    local, file = profile.get("type") == "Localhost", profile.get("localhostProfile")
    at = (*path, "seccompProfile")
    if local and not file:
        yield finding(deployment, at, "`type: Localhost` without a file", "write `localhostProfile: …`")
    elif file is not None and not local:
        message = "only a profile of the type Localhost has a file"
        yield finding(deployment, (*at, "localhostProfile"), message, "remove it, or write `type: Localhost`")


def _root(path: PathInObject, context: dict[str, Any], pod: dict[str, Any]) -> PathInObject | None:
    """Where user 0 is written for a container that must not be root; None where the two do not meet.

    A container's own context wins over its pod's. Source: k8s.io/kubernetes v1.34.0, verifyRunAsNonRoot in
    `pkg/kubelet/kuberuntime/security_context_others.go`.
    """
    must_not = context.get("runAsNonRoot")
    if (pod.get("runAsNonRoot") if must_not is None else must_not) is not True:
        return None
    user = context.get("runAsUser")
    if user is not None:
        return (*path, "runAsUser") if user == 0 else None
    return (*POD, "securityContext", "runAsUser") if pod.get("runAsUser") == 0 else None
