"""The Deployment that runs a server's pods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.catalog.merge import merge
from mcpgen.manifests.container import companion, container, needs_temporary
from mcpgen.manifests.external_secret import target
from mcpgen.manifests.metadata import metadata, selector, versioned
from mcpgen.manifests.probes import HANDLERS
from mcpgen.manifests.service_account import account_name

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

_POD = "spec/template/spec"
_MAIN = f"{_POD}/containers/0"

_RELOAD = "secret.reloader.stakater.com/reload"

ORIGINS = {
    "metadata/labels/app.kubernetes.io/version": "image.tag",
    "spec/template/metadata/labels/app.kubernetes.io/version": "image.tag",
    "spec/replicas": "replicas",
    "spec/strategy": "strategy",
    "spec/template/metadata/annotations": "podAnnotations",
    f"{_POD}/imagePullSecrets": "imagePullSecrets",
    f"{_POD}/serviceAccountName": "serviceAccount.name",
    f"{_POD}/automountServiceAccountToken": "serviceAccount.automountServiceAccountToken",
    f"{_POD}/terminationGracePeriodSeconds": "terminationGracePeriodSeconds",
    f"{_POD}/securityContext": "podSecurityContext",
    f"{_POD}/priorityClassName": "priorityClassName",
    f"{_POD}/nodeSelector": "nodeSelector",
    f"{_POD}/affinity": "affinity",
    f"{_POD}/tolerations": "tolerations",
    f"{_POD}/topologySpreadConstraints": "topologySpreadConstraints",
    f"{_POD}/volumes": "volumes",
    f"{_POD}/initContainers": "initContainers",
    f"{_POD}/containers": "sidecars:-1",
    f"{_MAIN}/image": "image",
    f"{_MAIN}/imagePullPolicy": "image.pullPolicy",
    f"{_MAIN}/command": "command",
    f"{_MAIN}/args": "args",
    f"{_MAIN}/ports": "ports:-1",
    f"{_MAIN}/ports/0/containerPort": "port",
    f"{_MAIN}/envFrom": "env.envFrom",
    f"{_MAIN}/env": "env.env",
    f"{_MAIN}/startupProbe": "probes.startup",
    **{f"{_MAIN}/startupProbe/{handler}": f"probes.startup.{handler}|probes.liveness.{handler}" for handler in HANDLERS},
    f"{_MAIN}/livenessProbe": "probes.liveness",
    f"{_MAIN}/readinessProbe": "probes.readiness",
    f"{_MAIN}/lifecycle": "lifecycle",
    f"{_MAIN}/resources": "resources",
    f"{_MAIN}/securityContext": "securityContext",
    f"{_MAIN}/volumeMounts": "volumeMounts",
}


def deployment(server: Server) -> Object:
    """The apps/v1 Deployment. An autoscaler owns `replicas` where there is one, so the Deployment leaves it out."""
    settings = server.settings
    spec: Object = {} if settings.scales else {"replicas": settings.replicas}
    spec |= {
        "revisionHistoryLimit": 3,
        "progressDeadlineSeconds": 300,
        "minReadySeconds": 10,
        "strategy": settings.strategy or _rolling(),
        "selector": {"matchLabels": selector(server)},
        "template": {"metadata": _pod_metadata(server), "spec": _pod(server)},
    }
    asked = settings.secret.create and _RELOAD not in settings.annotations
    reload = {_RELOAD: target(server)} if asked else {}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": metadata(server, more_labels=versioned(server), annotations=reload),
        "spec": spec,
    }


def _rolling() -> Object:
    """A new pod is ready before an old one goes: no stream ends for want of a place to go to."""
    return {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}


def _pod_metadata(server: Server) -> Object:
    found: Object = {"labels": versioned(server)}
    if server.settings.pod_annotations:
        found["annotations"] = server.settings.pod_annotations
    return found


def _pod(server: Server) -> Object:
    settings = server.settings
    found: Object = {
        "serviceAccountName": account_name(server),
        "automountServiceAccountToken": settings.service_account.automount_token,
        "enableServiceLinks": False,  # a Service named redis would set REDIS_PORT=tcp://… in every pod
        "terminationGracePeriodSeconds": settings.grace,
        "securityContext": merge(_hardened(), settings.pod_security_context),
        "imagePullSecrets": [
            {"name": secret.name} for secret in (*settings.image_pull_secrets, *settings.image.image_pull_secrets)
        ],
        "priorityClassName": settings.priority_class_name,
        "nodeSelector": settings.node_selector,
        "affinity": settings.affinity,
        "tolerations": settings.tolerations,
        "topologySpreadConstraints": _spread(server),
        "initContainers": [companion(written) for written in settings.init_containers],
        "containers": [container(server), *(companion(written) for written in settings.sidecars)],
        "volumes": _volumes(server),
    }
    return {key: value for key, value in found.items() if value not in ([], {}, None)}


def _hardened() -> Object:
    """The pod half of Pod Security "restricted" (kubernetes.io, "Pod Security Standards"), as an unprivileged user."""
    return {
        "runAsNonRoot": True,
        "runAsUser": 65532,
        "runAsGroup": 65532,
        "fsGroup": 65532,
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def _spread(server: Server) -> list[Any]:
    """As written; otherwise over nodes where that is possible, so that one node's end is not the server's."""
    written = server.settings.topology_spread_constraints
    if written is not None:
        return written
    return [
        {
            "maxSkew": 1,
            "topologyKey": "kubernetes.io/hostname",
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": selector(server)},
        }
    ]


def _volumes(server: Server) -> list[Any]:
    """The catalog's volumes, then one to write to, which a volume named `tmp` in the catalog replaces."""
    settings = server.settings
    companions = (written.get("volumeMounts") or [] for written in (*settings.init_containers, *settings.sidecars))
    wanted = any(needs_temporary(mounts) for mounts in (settings.volume_mounts, *companions) if isinstance(mounts, list))
    if not wanted or any(volume.get("name") == "tmp" for volume in settings.volumes):
        return settings.volumes
    return [*settings.volumes, {"name": "tmp", "emptyDir": {"sizeLimit": "128Mi"}}]
