"""The Deployment: rolled out without a gap, spread, hardened, and open to the catalog's words."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.container import companion
from mcpgen.manifests.deployment import deployment
from tests.manifests.samples import CONTAINER, LABELS, METADATA, SELECTOR, changed, server

VERSIONED = {**LABELS, "app.kubernetes.io/version": "v1"}

TMP = {"name": "tmp", "emptyDir": {"sizeLimit": "128Mi"}}

POD = {
    "serviceAccountName": "x",
    "automountServiceAccountToken": False,
    "enableServiceLinks": False,
    "terminationGracePeriodSeconds": 75,
    "securityContext": {
        "runAsNonRoot": True,
        "runAsUser": 65532,
        "runAsGroup": 65532,
        "fsGroup": 65532,
        "seccompProfile": {"type": "RuntimeDefault"},
    },
    "topologySpreadConstraints": [
        {
            "maxSkew": 1,
            "topologyKey": "kubernetes.io/hostname",
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": SELECTOR},
        }
    ],
    "containers": [CONTAINER],
    "volumes": [TMP],
}

DEFAULT = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {**METADATA, "labels": VERSIONED},
    "spec": {
        "replicas": 1,
        "revisionHistoryLimit": 3,
        "progressDeadlineSeconds": 300,
        "minReadySeconds": 10,
        "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}},
        "selector": {"matchLabels": SELECTOR},
        "template": {"metadata": {"labels": VERSIONED}, "spec": POD},
    },
}

IN_POD = "spec/template/spec"


def test_default() -> None:
    """All that a server gets that says no more than its image and port, in the order in which people read it."""
    found = deployment(server())
    assert found == DEFAULT
    assert list(found["spec"]) == list(DEFAULT["spec"])
    assert list(found["spec"]["template"]["spec"]) == list(POD)


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("replicas: 3", {"spec/replicas": 3}),
        ("replicas: 0", {"spec/replicas": 0}),
        ("autoscaling: {enabled: true}", {"spec/replicas": None}),
        ("replicas: 3, autoscaling: {enabled: true}", {"spec/replicas": None}),
        ("replicas: 3, autoscaling: {enabled: false}", {"spec/replicas": 3}),
        ("strategy: {type: Recreate}", {"spec/strategy": {"type": "Recreate"}}),
        ("strategy: {}", {}),
        ("annotations: {a: b}", {"metadata/annotations": {"a": "b"}}),
        ("podAnnotations: {a: b}", {"spec/template/metadata/annotations": {"a": "b"}}),
        (
            "labels: {tier: test}",
            {
                "metadata/labels": {**VERSIONED, "tier": "test"},
                "spec/template/metadata/labels": {**VERSIONED, "tier": "test"},
            },
        ),
        (
            "image: {tag: null}",
            {
                "metadata/labels": LABELS,
                "spec/template/metadata/labels": LABELS,
                "spec/template/spec/containers/0/image": "org/x",
            },
        ),
        (
            "secret: {create: true}",
            {"metadata/annotations": {"secret.reloader.stakater.com/reload": "x-secret"}},
        ),
        (
            "secret: {create: true, externalSecret: {targetSecretName: own}}, annotations: {a: b}",
            {"metadata/annotations": {"a": "b", "secret.reloader.stakater.com/reload": "own"}},
        ),
        ("secret: {create: false, externalSecret: {targetSecretName: own}}", {}),
    ],
)
def test_what_the_catalog_says_of_the_workload(fields: str, changes: dict[str, Any]) -> None:
    """Each word changes what it names; an autoscaler owns `replicas`; a changed Secret restarts the pods."""
    assert deployment(server(fields)) == changed(DEFAULT, changes)


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("serviceAccount: {name: own}", {"serviceAccountName": "own"}),
        ("serviceAccount: {automountServiceAccountToken: true}", {"automountServiceAccountToken": True}),
        ("terminationGracePeriodSeconds: 300", {"terminationGracePeriodSeconds": 300}),
        ("podSecurityContext: {runAsUser: 1000}", {"securityContext/runAsUser": 1000}),
        ("podSecurityContext: {supplementalGroups: [7]}", {"securityContext/supplementalGroups": [7]}),
        ("imagePullSecrets: [{name: a}]", {"imagePullSecrets": [{"name": "a"}]}),
        ("image: {imagePullSecrets: [{name: b}]}", {"imagePullSecrets": [{"name": "b"}]}),
        (
            "imagePullSecrets: [{name: a}], image: {imagePullSecrets: [{name: b}]}",
            {"imagePullSecrets": [{"name": "a"}, {"name": "b"}]},
        ),
        ("priorityClassName: high", {"priorityClassName": "high"}),
        ("nodeSelector: {disk: ssd}", {"nodeSelector": {"disk": "ssd"}}),
        ("affinity: {nodeAffinity: {a: b}}", {"affinity": {"nodeAffinity": {"a": "b"}}}),
        ("tolerations: [{operator: Exists}]", {"tolerations": [{"operator": "Exists"}]}),
        ("topologySpreadConstraints: []", {"topologySpreadConstraints": None}),
        ("topologySpreadConstraints: [{maxSkew: 2}]", {"topologySpreadConstraints": [{"maxSkew": 2}]}),
        ("volumes: [{name: d, emptyDir: {}}]", {"volumes": [{"name": "d", "emptyDir": {}}, TMP]}),
        (
            "volumes: [{name: tmp, emptyDir: {sizeLimit: 1Gi}}]",
            {"volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}}]},
        ),
    ],
)
def test_what_the_catalog_says_of_the_pod(fields: str, changes: dict[str, Any]) -> None:
    """Each word changes what it names; the pod's security context is laid over the hardened one."""
    wanted = changed(DEFAULT, {f"{IN_POD}/{path}": value for path, value in changes.items()})
    assert deployment(server(fields)) == wanted


def test_a_mount_at_tmp_needs_no_volume_of_ours() -> None:
    """Where the catalog mounts a volume at /tmp itself, no other is made for it."""
    fields = "volumes: [{name: d, emptyDir: {}}], volumeMounts: [{name: d, mountPath: /tmp}]"
    changes = {f"{IN_POD}/volumes": [{"name": "d", "emptyDir": {}}]}
    mounts = {f"{IN_POD}/containers/0/volumeMounts": [{"name": "d", "mountPath": "/tmp"}]}
    assert deployment(server(fields)) == changed(DEFAULT, {**changes, **mounts})


def test_no_volume_at_all() -> None:
    """A pod without volumes has no empty list of them."""
    mounts = [{"name": "d", "mountPath": "/tmp"}]
    found = deployment(server("volumeMounts: [{name: d, mountPath: /tmp}]"))
    assert found == changed(DEFAULT, {f"{IN_POD}/volumes": None, f"{IN_POD}/containers/0/volumeMounts": mounts})


def test_init_containers_and_sidecars() -> None:
    """Both are hardened; the server's own container stays the first."""
    written = "[{name: a, image: org/a, securityContext: {runAsUser: 7}}, {name: b, image: org/b}]"
    first = {"name": "a", "image": "org/a", "securityContext": {"runAsUser": 7}}
    hardened = [companion(first), companion({"name": "b", "image": "org/b"})]
    with_both = deployment(server(f"initContainers: {written}, sidecars: {written}"))
    assert with_both == changed(
        DEFAULT,
        {f"{IN_POD}/initContainers": hardened, f"{IN_POD}/containers": [CONTAINER, *hardened]},
    )


def test_the_catalog_is_not_changed_by_what_is_made_of_it() -> None:
    """Two calls give equal objects, and the settings are as before."""
    found = server("volumes: [{name: d}], sidecars: [{name: a}], podAnnotations: {a: b}, podSecurityContext: {runAsUser: 7}")
    before = found.settings.model_dump_json()
    assert deployment(found) == deployment(found)
    assert found.settings.model_dump_json() == before
