"""What a container may do on its node."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.dangers.security import CLASSES
from tests.checks.dangers.samples import Object, deployment, said, subject

TIGHT: Object = {
    "runAsNonRoot": True,
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}
WRITE, RIGHTS = "it may write to its own file system", "it may gain more rights than it starts with"


def container(name: str = "a", **changes: Any) -> Object:
    """A container under mcpgen's own default, but for the changes; None takes a field out."""
    context = {key: value for key, value in {**TIGHT, **changes}.items() if value is not None}
    return {"name": name, "image": "org/a:v1", "securityContext": context}


def running(*containers: Object, **pod: Any) -> Object:
    """A Deployment of those containers."""
    return deployment({"containers": list(containers), **pod})


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({}, []),
        ({"privileged": True}, ["it runs privileged: it can do whatever the node can"]),
        ({"privileged": False}, []),
        ({"runAsNonRoot": False}, ["it may run as root"]),
        ({"runAsNonRoot": None}, ["it may run as root"]),
        ({"runAsNonRoot": None, "runAsUser": 65532}, []),
        ({"runAsUser": 0}, ["it may run as root"]),
        ({"allowPrivilegeEscalation": None}, [RIGHTS]),
        ({"readOnlyRootFilesystem": False}, [WRITE]),
        ({"capabilities": {"drop": ["ALL"], "add": ["NET_ADMIN", "CHOWN"]}}, ["it gains the capabilities NET_ADMIN, CHOWN"]),
        ({"capabilities": None}, ["it no longer drops the capabilities ALL"]),
        ({"seccompProfile": {"type": "Localhost"}}, []),
        ({"seccompProfile": {"type": "Unconfined"}}, ["no seccomp profile keeps it from rare system calls"]),
    ],
)
def test_a_container(changes: Object, messages: list[str]) -> None:
    """Each right that it gains; nothing the other way about."""
    old, new = running(container()), running(container(**changes))
    assert said(CLASSES, [old], [new]) == [f"security-loosened: container a: {each}" for each in messages]
    assert said(CLASSES, [new], [old]) == []


def test_a_container_that_is_new_is_held_against_the_default() -> None:
    """A sidecar without a word about security may do all that the default forbids; one that keeps to it may not."""
    old = running(container())
    assert said(CLASSES, [old], [running(container(), container("b"))]) == []
    told = said(CLASSES, [old], [running(container(), {"name": "b"})])
    assert [each.partition("container b: ")[2] for each in told] == [
        "it may run as root",
        RIGHTS,
        WRITE,
        "it no longer drops the capabilities ALL",
        "no seccomp profile keeps it from rare system calls",
    ]


def test_what_the_pod_says_counts_where_the_container_says_nothing() -> None:
    """As Kubernetes has it."""
    moved = running(container(runAsNonRoot=None), securityContext={"runAsNonRoot": True})
    assert said(CLASSES, [running(container())], [moved]) == []


@pytest.mark.parametrize(
    ("pod", "message"),
    [
        ({"hostNetwork": True}, "`hostNetwork: true`: it shares what the node has"),
        ({"volumes": [{"name": "docker", "hostPath": {"path": "/var/run"}}]}, "the volume docker is a folder of the node"),
        ({"automountServiceAccountToken": True}, "its pods get a token for the API server"),
    ],
)
def test_a_pod(pod: Object, message: str) -> None:
    """What the whole pod gains, told once."""
    old, new = (
        running(container(), automountServiceAccountToken=False),
        running(container(), **{"automountServiceAccountToken": False, **pod}),
    )
    assert said(CLASSES, [old], [new]) == [f"security-loosened: {message}"]
    assert said(CLASSES, [new], [new]) == said(CLASSES, [new], [old]) == []


@pytest.mark.parametrize(
    ("was", "now", "messages"),
    [
        ("restricted", "baseline", ["security-loosened: the namespace enforces baseline, and enforced restricted"]),
        ("baseline", "restricted", []),
        ("restricted", None, ["security-loosened: the namespace enforces privileged, and enforced restricted"]),
        ("restricted", "unheard-of", []),
    ],
)
def test_a_namespace(was: str, now: str | None, messages: list[str]) -> None:
    """A level of Pod Security that is lowered, or no longer set."""
    old, new = (
        subject("Namespace", labels={"pod-security.kubernetes.io/enforce": each} if each else {}) for each in (was, now)
    )
    assert said(CLASSES, [old], [new]) == messages
