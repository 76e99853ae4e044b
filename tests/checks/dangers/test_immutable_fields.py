"""Fields that no API server lets change."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.dangers.immutable_fields import refused
from tests.checks.dangers.samples import deployment, service, subject

CLAIM = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
ROLE = {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "a"}


@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        (
            deployment(selector={"matchLabels": {"a": "1"}}),
            deployment(selector={"matchLabels": {"a": "2"}}),
            ["spec.selector"],
        ),
        (deployment(replicas=1), deployment(replicas=2), []),
        (service(clusterIP="None"), service(), ["spec.clusterIP"]),
        (service(), service(clusterIP="None"), ["spec.clusterIP"]),
        (service(clusterIP="10.0.0.1"), service(type="ExternalName", externalName="x"), []),
        (service(type="LoadBalancer", loadBalancerClass="a"), service(type="LoadBalancer"), ["spec.loadBalancerClass"]),
        (service(type="LoadBalancer", loadBalancerClass="a"), service(type="ClusterIP"), []),
        (service(selector={"a": "1"}), service(selector={"a": "2"}), []),
        (subject("Secret", type="Opaque"), subject("Secret", type="kubernetes.io/tls"), ["type"]),
        (subject("ConfigMap", data={"a": "1"}), subject("ConfigMap", data={"a": "2"}), []),
        (
            subject("ConfigMap", immutable=True, data={"a": "1"}),
            subject("ConfigMap", immutable=False, data={"a": "2"}),
            ["immutable", "data"],
        ),
        (
            subject("RoleBinding", "rbac.authorization.k8s.io/v1", roleRef=ROLE),
            subject("RoleBinding", "rbac.authorization.k8s.io/v1", roleRef={**ROLE, "name": "b"}),
            ["roleRef"],
        ),
        (
            subject("PersistentVolumeClaim", spec=CLAIM),
            subject("PersistentVolumeClaim", spec={**CLAIM, "resources": {"requests": {"storage": "2Gi"}}}),
            [],
        ),
        (
            subject("PersistentVolumeClaim", spec=CLAIM),
            subject("PersistentVolumeClaim", spec={**CLAIM, "storageClassName": "fast", "accessModes": ["ReadWriteMany"]}),
            ["spec.accessModes", "spec.storageClassName"],
        ),
        (
            subject("StatefulSet", "apps/v1", spec={"serviceName": "a", "replicas": 1}),
            subject("StatefulSet", "apps/v1", spec={"serviceName": "b", "replicas": 2}),
            ["spec.serviceName"],
        ),
        (subject("StatefulSet", "example.com/v1", spec={"serviceName": "a"}), subject("StatefulSet", "example.com/v1"), []),
        (subject("Deployment", "apps/v1", spec=None), subject("Deployment", "apps/v1", spec=[]), []),
    ],
)
def test_what_is_refused(old: dict[str, Any], new: dict[str, Any], paths: list[str]) -> None:
    """The dotted paths, in the order of the table; nothing for what may change, or is of another group."""
    assert refused(old, new) == paths
    assert refused(old, old) == []
