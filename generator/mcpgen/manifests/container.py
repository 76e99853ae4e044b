"""The containers of a server's pod, hardened to Pod Security "restricted" unless the catalog says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.catalog.merge import merge, without_nulls
from mcpgen.manifests.probes import probes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    found["volumeMounts"] = _with_temporary(settings.volume_mounts)
    return {key: value for key, value in found.items() if value != []}


def companion(written: Mapping[str, Any]) -> Object:
    """An init container or sidecar in Kubernetes' words, hardened like the server's own, with a /tmp to write to.

    What has the wrong shape stays as it is: Kubernetes' schema tells of it.
    """
    found = dict(written)
    context, mounts, variables = written.get("securityContext", {}), written.get("volumeMounts", []), written.get("env")
    if isinstance(context, dict):
        found["securityContext"] = merge(hardened(), context)
    if isinstance(mounts, list):
        found["volumeMounts"] = _with_temporary(mounts)
    if isinstance(variables, list):
        found["env"] = [_without_reason(variable) for variable in variables]
    if isinstance(written.get("resources"), dict):
        found["resources"] = without_nulls(written["resources"])
    return found


def _without_reason(variable: Any) -> Any:
    """`notSecret` is the catalog's word, not Kubernetes'."""
    return {key: value for key, value in variable.items() if key != "notSecret"} if isinstance(variable, dict) else variable


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
    """What is written; a resource of which neither request nor limit is written gets both from the defaults.

    `null` takes one of the two out.
    """
    requests, limits = without_nulls(written.requests), without_nulls(written.limits)
    for measure, (request, limit) in _MEASURES.items():
        if measure not in requests and measure not in limits:
            given = {"requests": (requests, written.requests, request), "limits": (limits, written.limits, limit)}
            for found, said, default in given.values():
                if measure not in said:
                    found[measure] = default
    whole: Object = {"requests": requests, "limits": limits}
    return {**whole, "claims": written.claims} if written.claims else whole


def needs_temporary(mounts: Sequence[Any]) -> bool:
    """True where nothing is mounted at /tmp: with a read-only root file system a process could write nowhere."""
    paths = (str(mount.get("mountPath")) for mount in mounts if isinstance(mount, dict))
    return all(path.rstrip("/") != "/tmp" for path in paths)  # noqa: S108


def _with_temporary(mounts: Sequence[Any]) -> list[Any]:
    """The mounts as written, then one of a place to write, where none is written."""
    return [*mounts, {"name": "tmp", "mountPath": "/tmp"}] if needs_temporary(mounts) else list(mounts)  # noqa: S108


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
    seconds = min(15, server.settings.grace // 5)
    version = server.environment.kubernetes_version
    if seconds == 0 or (version and int(version.partition(".")[2]) < 30):
        return {}
    return {"lifecycle": {"preStop": {"sleep": {"seconds": seconds}}}}
