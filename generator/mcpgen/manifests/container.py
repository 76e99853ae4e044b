"""The containers of a server's pod, hardened to Pod Security "restricted" unless the catalog says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.catalog.merge import merge, without_nulls
from mcpgen.manifests.probes import probes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.catalog.blocks import Resources, Variable
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

_MEASURES: dict[str, tuple[str, str]] = {
    "cpu": ("100m", "1"),
    "memory": ("256Mi", "256Mi"),
    "ephemeral-storage": ("64Mi", "256Mi"),
}
"""Resource → (request, limit) of a server that does not speak of that resource. Memory: the limit is the request."""


def container(server: Server) -> Object:
    """The MCP server's own container."""
    settings = server.settings
    found: Object = {"name": server.name, "image": settings.image.reference}
    if settings.image.pull_policy:
        found["imagePullPolicy"] = settings.image.pull_policy
    if settings.command:
        found["command"] = list(settings.command)
    if settings.args:
        found["args"] = list(settings.args)
    found["ports"] = [{"name": "http", "containerPort": settings.port, "protocol": "TCP"}, *settings.ports]
    if settings.env.env_from:
        found["envFrom"] = settings.env.env_from
    if settings.env.env:
        found["env"] = [_variable(variable) for variable in settings.env.env]
    found |= probes(settings.probes)
    found |= _lifecycle(server)
    found["resources"] = resources(settings.resources)
    found["securityContext"] = merge(hardened(), settings.security_context)
    found["volumeMounts"] = [*settings.volume_mounts, *_temporary_mount(server)]
    return {key: value for key, value in found.items() if value != []}


def companion(written: Mapping[str, Any]) -> Object:
    """An init container or sidecar in Kubernetes' words, hardened like the server's own."""
    context = written.get("securityContext", {})
    return {
        **written,
        "securityContext": merge(hardened(), context) if isinstance(context, dict) else context,
    }


def hardened() -> Object:
    """The container half of Pod Security "restricted", and a read-only root file system.

    Source: kubernetes.io, "Pod Security Standards".
    """
    return {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "runAsNonRoot": True,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def resources(written: Resources) -> Object:
    """What is written; a resource of which neither request nor limit is written gets both from the defaults."""
    requests, limits = dict(written.requests), dict(written.limits)
    for measure, (request, limit) in _MEASURES.items():
        if measure not in requests and measure not in limits:
            requests[measure], limits[measure] = request, limit
    found: Object = {"requests": without_nulls(requests), "limits": without_nulls(limits)}
    return {**found, "claims": written.claims} if written.claims else found


def needs_temporary(server: Server) -> bool:
    """True where nothing is mounted at /tmp: with a read-only root file system a server could write nowhere."""
    return all(str(mount.get("mountPath")).rstrip("/") != "/tmp" for mount in server.settings.volume_mounts)  # noqa: S108


def _temporary_mount(server: Server) -> list[Object]:
    return [{"name": "tmp", "mountPath": "/tmp"}] if needs_temporary(server) else []  # noqa: S108


def _variable(variable: Variable) -> Object:
    if variable.value_from is not None and variable.value is None:
        return {"name": variable.name, "valueFrom": variable.value_from}
    found: Object = {"name": variable.name, "value": variable.value or ""}
    return {**found, "valueFrom": variable.value_from} if variable.value_from is not None else found


def _lifecycle(server: Server) -> Object:
    """As written; otherwise a pause before the end, in which proxies learn that the pod goes.

    `preStop.sleep` is on by default since Kubernetes 1.30 and counts inside the grace period.
    """
    if server.settings.lifecycle is not None:
        return {"lifecycle": server.settings.lifecycle} if server.settings.lifecycle else {}
    seconds = min(15, server.settings.termination_grace_period_seconds // 5)
    version = server.environment.kubernetes_version
    if seconds == 0 or (version and int(version.partition(".")[2]) < 30):
        return {}
    return {"lifecycle": {"preStop": {"sleep": {"seconds": seconds}}}}
