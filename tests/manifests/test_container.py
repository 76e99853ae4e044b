"""The server's container and its companions: hardened, sized, with a place to write and time to leave."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.container import companion, container, hardened, needs_temporary, resources
from tests.manifests.samples import CLUSTER, CONTAINER, DIGEST, HARDENED, RESOURCES, base, changed, server

TMP = {"name": "tmp", "mountPath": "/tmp"}
HTTP = {"name": "http", "containerPort": 8000, "protocol": "TCP"}


def test_default() -> None:
    """All that a server gets that says no more than its image and port, in the order in which people read it."""
    found = container(server())
    assert found == CONTAINER
    assert list(found) == list(CONTAINER)


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        (f"image: {{digest: {DIGEST}}}", {"image": f"org/x:v1@{DIGEST}"}),
        (f"image: {{tag: null, digest: {DIGEST}}}", {"image": f"org/x@{DIGEST}"}),
        ("image: {tag: null}", {"image": "org/x"}),
        ("image: {pullPolicy: Always}", {"imagePullPolicy": "Always"}),
        ("command: [run], args: [--port, '8000']", {"command": ["run"], "args": ["--port", "8000"]}),
        ("port: 9000", {"ports": [{"name": "http", "containerPort": 9000, "protocol": "TCP"}]}),
        ("service: {port: 80, targetPort: 8000}", {}),
        (
            "ports: [{name: metrics, containerPort: 9090}]",
            {"ports": [HTTP, {"name": "metrics", "containerPort": 9090}]},
        ),
        ("env: {envFrom: [{secretRef: {name: a}}]}", {"envFrom": [{"secretRef": {"name": "a"}}]}),
        ("probes: {startup: {enabled: false}}", {"startupProbe": None}),
        ("securityContext: {runAsUser: 1000}", {"securityContext": {**HARDENED, "runAsUser": 1000}}),
        ("securityContext: {readOnlyRootFilesystem: false}", {"securityContext/readOnlyRootFilesystem": False}),
        ("securityContext: {capabilities: {add: [CHOWN]}}", {"securityContext/capabilities/add": ["CHOWN"]}),
        ("volumeMounts: [{name: d, mountPath: /d}]", {"volumeMounts": [{"name": "d", "mountPath": "/d"}, TMP]}),
        ("volumeMounts: [{name: d, mountPath: /tmp}]", {"volumeMounts": [{"name": "d", "mountPath": "/tmp"}]}),
        ("resources: {claims: [{name: gpu}]}", {"resources/claims": [{"name": "gpu"}]}),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """Each word changes what it names; a security context is laid over the hardened one, not put in its place."""
    assert container(server(fields)) == changed(CONTAINER, changes)


@pytest.mark.parametrize(
    ("written", "variable"),
    [
        ("value: debug", {"value": "debug"}),
        ("value: ''", {"value": ""}),
        ("valueFrom: {fieldRef: {fieldPath: a}}", {"valueFrom": {"fieldRef": {"fieldPath": "a"}}}),
        ("value: a, valueFrom: {fieldRef: {}}", {"value": "a", "valueFrom": {"fieldRef": {}}}),
        ("notSecret: a name and no key, value: a", {"value": "a"}),
    ],
)
def test_variables(written: str, variable: dict[str, Any]) -> None:
    """A value or its source, or both for the checks to refuse; the catalog's own `notSecret` stays in the catalog."""
    found = container(server(f"env: {{env: [{{name: FIRST}}, {{name: A, {written}}}]}}"))
    assert found == changed(CONTAINER, {"env": [{"name": "FIRST", "value": ""}, {"name": "A", **variable}]})


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ("", 15),
        ("terminationGracePeriodSeconds: 600", 15),
        ("terminationGracePeriodSeconds: 74", 14),
        ("terminationGracePeriodSeconds: 5", 1),
        ("terminationGracePeriodSeconds: 4", None),
        ("terminationGracePeriodSeconds: 0", None),
        ("lifecycle: {}", None),
    ],
)
def test_the_pause_before_the_end(fields: str, seconds: int | None) -> None:
    """A fifth of the grace period, at most 15 s; none where that is nothing, or where the catalog wants none."""
    wanted = {"preStop": {"sleep": {"seconds": seconds}}} if seconds else None
    assert container(server(fields)) == changed(CONTAINER, {"lifecycle": wanted})


@pytest.mark.parametrize(("version", "pauses"), [("1.9", False), ("1.29", False), ("1.30", True), ("1.100", True)])
def test_the_pause_needs_a_cluster_that_knows_it(version: str, *, pauses: bool) -> None:
    """`preStop.sleep` is on by default since Kubernetes 1.30; the number counts, not the text."""
    found = container(server(cluster=f'{CLUSTER}, kubernetesVersion: "{version}"'))
    assert found == (CONTAINER if pauses else changed(CONTAINER, {"lifecycle": None}))


def test_the_pause_in_a_base() -> None:
    """Where the environments run other versions, the base pauses and an older cluster's overlay takes it out."""
    assert container(base(two='namespace: two, kubernetesVersion: "1.29"')) == CONTAINER


def test_a_written_lifecycle() -> None:
    """It takes the pause's place, whole, in every version."""
    fields = "lifecycle: {postStart: {exec: {command: [warm]}}}"
    wanted = changed(CONTAINER, {"lifecycle": {"postStart": {"exec": {"command": ["warm"]}}}})
    assert container(server(fields)) == wanted
    assert container(server(fields, cluster=f'{CLUSTER}, kubernetesVersion: "1.29"')) == wanted


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("", {}),
        ("requests: {cpu: 200m}", {"requests/cpu": "200m", "limits/cpu": None}),
        ("limits: {cpu: '2'}", {"requests/cpu": None, "limits/cpu": "2"}),
        ("requests: {memory: 1Gi}, limits: {memory: 2Gi}", {"requests/memory": "1Gi", "limits/memory": "2Gi"}),
        ("requests: {ephemeral-storage: 1Gi}", {"requests/ephemeral-storage": "1Gi", "limits/ephemeral-storage": None}),
        ("limits: {nvidia.com/gpu: 1}", {"limits": {**RESOURCES["limits"], "nvidia.com/gpu": 1}}),
        ("claims: []", {}),
        ("claims: [{name: gpu}]", {"claims": [{"name": "gpu"}]}),
    ],
)
def test_resources(fields: str, changes: dict[str, Any]) -> None:
    """A resource that is spoken of is as written, half-written ones too; the others get request and limit."""
    settings = server(f"resources: {{{fields}}}").settings.resources
    before = settings.model_dump_json()
    assert resources(settings) == changed(RESOURCES, changes)
    assert settings.model_dump_json() == before


@pytest.mark.parametrize(
    ("written", "context"),
    [
        ({}, HARDENED),
        ({"securityContext": {}}, HARDENED),
        ({"securityContext": {"runAsUser": 0, "runAsNonRoot": False}}, {**HARDENED, "runAsUser": 0, "runAsNonRoot": False}),
        ({"securityContext": {"seccompProfile": None}}, changed(HARDENED, {"seccompProfile": None})),
        ({"securityContext": {"capabilities": {"drop": ["NET_RAW"]}}}, {**HARDENED, "capabilities": {"drop": ["NET_RAW"]}}),
        ({"securityContext": "open"}, "open"),
        ({"securityContext": ["open"]}, ["open"]),
    ],
)
def test_companions(written: dict[str, Any], context: Any) -> None:
    """Hardened like the server's own container, otherwise as written; any other shape is left to the schema."""
    subject = {"name": "log", "image": "org/log:v1", "resources": {"limits": {"cpu": "1"}}, **written}
    before = repr(subject)
    assert companion(subject) == {**subject, "securityContext": context, "volumeMounts": [TMP]}
    assert repr(subject) == before


def test_what_a_companion_writes_of_its_own() -> None:
    """A mount at /tmp, a reason that is no word of Kubernetes', a null over nothing."""
    written = {
        "name": "log",
        "volumeMounts": [{"name": "d", "mountPath": "/tmp"}],
        "env": [{"name": "A_TOKEN_NAME", "value": "x", "notSecret": "a name"}],
        "resources": {"limits": {"cpu": None, "memory": "1Gi"}},
    }
    assert companion(written) == {
        "name": "log",
        "volumeMounts": [{"name": "d", "mountPath": "/tmp"}],
        "env": [{"name": "A_TOKEN_NAME", "value": "x"}],
        "resources": {"limits": {"memory": "1Gi"}},
        "securityContext": HARDENED,
    }


def test_hardened_is_fresh_each_time() -> None:
    """A context that is changed weakens no other container."""
    hardened()["capabilities"]["drop"].clear()
    assert hardened() == HARDENED


@pytest.mark.parametrize(
    ("mounts", "wanted"),
    [
        ("[]", True),
        ("[{name: a, mountPath: /tmp}]", False),
        ("[{name: a, mountPath: /tmp/}]", False),
        ("[{name: a, mountPath: /data}, {name: b, mountPath: /tmp}]", False),
        ("[{name: a, mountPath: /tmp/cache}]", True),
        ("[{name: a, mountPath: /var/tmp}]", True),
        ("[{name: tmp, mountPath: /data}]", True),
        ("[{name: tmp}]", True),
    ],
)
def test_a_place_to_write(mounts: str, *, wanted: bool) -> None:
    """A mount of mcpgen's own at /tmp is needed unless the catalog mounts something there, and only there."""
    assert needs_temporary(server(f"volumeMounts: {mounts}").settings.volume_mounts) is wanted


@pytest.mark.parametrize(
    ("fields", "gone"),
    [
        ("securityContext: {readOnlyRootFilesystem: null}", ("securityContext", "readOnlyRootFilesystem")),
        ("resources: {limits: {cpu: null}}", ("resources", "limits", "cpu")),
        ("resources: {requests: {ephemeral-storage: null}}", ("resources", "requests", "ephemeral-storage")),
        ("probes: {liveness: {failureThreshold: null}}", ("livenessProbe", "failureThreshold")),
    ],
)
def test_null_takes_a_default_out(fields: str, gone: tuple[str, ...]) -> None:
    """Every default can be given up, and no null reaches the object."""
    held: Any = container(server(fields))
    for step in gone[:-1]:
        held = held[step]
    assert held
    assert gone[-1] not in held
    assert "None" not in repr(container(server(fields)))
