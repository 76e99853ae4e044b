"""Small catalogs resolved by mcpgen's own code, and what all objects of a small server have in common."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mcpgen.catalog.resolve import catalog, family
from mcpgen.catalog.source import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.catalog.resolve import Family, Server
    from mcpgen.manifests.objects import Object

CLUSTER = "namespace: mcp, domain: example.com"
"""The facts of the one environment that a sample has unless it names others."""

DIGEST = "sha256:" + "0a" * 32

SELECTOR = {"app.kubernetes.io/name": "x", "app.kubernetes.io/instance": "x"}

LABELS = {
    **SELECTOR,
    "app.kubernetes.io/component": "mcp-server",
    "app.kubernetes.io/part-of": "mcp",
    "app.kubernetes.io/managed-by": "mcpgen",
}

METADATA = {"name": "x", "namespace": "mcp", "labels": LABELS}

HARDENED = {
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "runAsNonRoot": True,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}

RESOURCES = {
    "requests": {"cpu": "100m", "memory": "256Mi", "ephemeral-storage": "64Mi"},
    "limits": {"cpu": "1", "memory": "256Mi", "ephemeral-storage": "256Mi"},
}

CONTAINER = {
    "name": "x",
    "image": "org/x:v1",
    "ports": [{"name": "http", "containerPort": 8000, "protocol": "TCP"}],
    "startupProbe": {"tcpSocket": {"port": "http"}, "periodSeconds": 5, "failureThreshold": 24},
    "livenessProbe": {"tcpSocket": {"port": "http"}, "periodSeconds": 20, "timeoutSeconds": 5, "failureThreshold": 3},
    "readinessProbe": {"tcpSocket": {"port": "http"}, "periodSeconds": 5, "timeoutSeconds": 2, "failureThreshold": 3},
    "lifecycle": {"preStop": {"sleep": {"seconds": 15}}},
    "resources": RESOURCES,
    "securityContext": HARDENED,
    "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],
}
"""The container of a server that says no more than its image and port."""


def resolved(text: str, name: str) -> Family:
    """The server `name` of a catalog with that text, in every environment."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "catalog.yaml")
        path.write_text(text, encoding="utf-8")
        found = family(catalog(read(path)), name)
    assert found is not None
    return found


def family_of(fields: str = "", *, name: str = "x", **clusters: str) -> Family:
    """A server with `fields` beside a small image and port, in environments with those facts; all in YAML's flow style."""
    lines = [f"  {environment}: {{{facts}}}" for environment, facts in (clusters or {"production": CLUSTER}).items()]
    small = "defaults: {image: {repository: org/x, tag: v1}, port: 8000}"
    return resolved("\n".join([small, "environments:", *lines, "mcp:", f"  {name}: {{{fields}}}", ""]), name)


def server(fields: str = "", *, cluster: str = CLUSTER, name: str = "x") -> Server:
    """The server of `family_of` in its only environment."""
    return family_of(fields, name=name, production=cluster).variants[0]


def base(fields: str = "", *, one: str = "namespace: one", two: str = "namespace: two") -> Server:
    """The base of a server in two environments, which share no namespace unless told otherwise."""
    return family_of(fields, one=one, two=two).base


def flow(**fields: Any) -> str:
    """Values as fields in YAML's flow style; JSON is YAML."""
    return ", ".join(f"{key}: {json.dumps(value)}" for key, value in fields.items())


def changed(subject: Object, changes: Mapping[str, Any]) -> Object:
    """A copy of the object with values put at paths (`/` between); None removes what is there."""
    found = copy.deepcopy(subject)
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
        holder: Any = found
        for step in steps:
            holder = holder[step]
        if value is None:
            del holder[last]
        else:
            holder[last] = copy.deepcopy(value)
    return found
