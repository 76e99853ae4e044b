"""Pods that a namespace with an enforced level would refuse."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.pod_security import pod_security
from mcpgen.manifests.server import objects
from tests.manifests.samples import flow, server

POD = ("spec", "template", "spec")
MAIN = (*POD, "containers", 0)
CONTEXT = (*MAIN, "securityContext")


def refused(level: str | None, fields: str = "") -> list[tuple[tuple[str | int, ...], str]]:
    """The path of each finding in the server's Deployment, and what is refused."""
    found = pod_security(objects(server(fields)), level)
    return [(each.path, each.message.rpartition("refuses ")[2]) for each in found]


@pytest.mark.parametrize("level", ["restricted", "baseline", "privileged", None])
def test_what_mcpgen_writes_is_let_in(level: str | None) -> None:
    """At every level, with init containers and sidecars and all."""
    fields = flow(
        secret={"create": True},
        autoscaling={"enabled": True},
        initContainers=[{"name": "i", "image": "org/i:v1"}],
        sidecars=[{"name": "s", "image": "org/s:v1"}],
        volumes=[{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}, {"name": "c", "configMap": {"name": "c"}}],
    )
    assert refused(level, fields) == []


BAD: list[tuple[dict[str, Any], tuple[str | int, ...], str]] = [
    ({"securityContext": {"privileged": True, "allowPrivilegeEscalation": True}}, (*CONTEXT, "privileged"), "`privileged`"),
    (
        {"securityContext": {"capabilities": {"drop": ["ALL"], "add": ["SYS_ADMIN"]}}},
        (*CONTEXT, "capabilities", "add"),
        "a capability that is added",
    ),
    ({"volumes": [{"name": "h", "hostPath": {"path": "/x"}}]}, (*POD, "volumes", 0, "hostPath"), "`hostPath`"),
    (
        {"ports": [{"name": "m", "containerPort": 9090, "hostPort": 9090}]},
        (*MAIN, "ports", 1, "hostPort"),
        "`hostPort`",
    ),
    (
        {"podSecurityContext": {"seccompProfile": {"type": "Unconfined"}}},
        (*POD, "securityContext", "seccompProfile"),
        "pods without seccomp",
    ),
]
WORSE: list[tuple[dict[str, Any], tuple[str | int, ...], str]] = [
    (
        {"securityContext": {"allowPrivilegeEscalation": True}},
        (*CONTEXT, "allowPrivilegeEscalation"),
        "containers without `allowPrivilegeEscalation: false`",
    ),
    ({"securityContext": {"runAsNonRoot": False}}, (*CONTEXT, "runAsNonRoot"), "containers without `runAsNonRoot: true`"),
    (
        {"securityContext": {"capabilities": {"drop": ["NET_RAW"]}}},
        (*CONTEXT, "capabilities"),
        "containers that do not drop all capabilities",
    ),
    (
        {"podSecurityContext": {"seccompProfile": None}, "securityContext": {"seccompProfile": None}},
        (*CONTEXT, "seccompProfile"),
        "containers without a seccomp profile",
    ),
    ({"podSecurityContext": {"runAsUser": 0}}, (*POD, "securityContext", "runAsUser"), "user 0"),
    (
        {"volumes": [{"name": "n", "nfs": {"server": "n", "path": "/"}}]},
        (*POD, "volumes", 0, "nfs"),
        "volumes of the sort nfs",
    ),
]


@pytest.mark.parametrize(("fields", "path", "what"), BAD)
def test_baseline(fields: dict[str, Any], path: tuple[str | int, ...], what: str) -> None:
    """What both levels refuse, at its place; nothing where no level is enforced."""
    assert refused("baseline", flow(**fields)) == [(path, what)]
    assert (path, what) in refused("restricted", flow(**fields))
    assert refused(None, flow(**fields)) == refused("privileged", flow(**fields)) == []


@pytest.mark.parametrize(("fields", "path", "what"), WORSE)
def test_restricted(fields: dict[str, Any], path: tuple[str | int, ...], what: str) -> None:
    """What only the strictest level refuses."""
    assert refused("baseline", flow(**fields)) == []
    assert (path, what) in refused("restricted", flow(**fields))


def test_host_namespaces() -> None:
    """They are in no field of the catalog, but a patch may write them."""
    (deployment,) = (each for each in objects(server()) if each["kind"] == "Deployment")
    deployment["spec"]["template"]["spec"]["hostNetwork"] = True
    (found,) = pod_security([deployment], "baseline")
    assert (found.kind, found.path) == ("Deployment", (*POD, "hostNetwork"))
    assert f"{found.message}, {found.remedy}" == (
        "the namespace enforces Pod Security's level baseline, which refuses `hostNetwork`, "
        "change it, or write another `namespace.podSecurity`"
    )


def test_odd_shapes_are_the_schemas_to_tell() -> None:
    """No error of ours."""
    pod = {"containers": [{"securityContext": {"capabilities": {"add": "x"}}}, 3], "volumes": "v", "securityContext": []}
    subject = {"kind": "Deployment", "metadata": {"name": "x"}, "spec": {"template": {"spec": pod}}}
    assert list(pod_security([subject], "restricted"))
