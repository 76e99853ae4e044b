"""From a place in an object back to the field of the catalog that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mcpgen.manifests.origins import fact, field
from mcpgen.manifests.server import objects
from tests.manifests.samples import flow, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.manifests.objects import PathInObject

RICH: dict[str, Any] = {
    "owner": "me",
    "imagePullSecrets": [{"name": "a"}, {"name": "b"}],
    "command": ["run"],
    "args": ["fast", "--now"],
    "ports": [{"name": "metrics", "containerPort": 9090}, {"name": "dns", "containerPort": 53, "protocol": "UDP"}],
    "autoscaling": {
        "enabled": True,
        "minReplicas": 2,
        "maxReplicas": 7,
        "metrics": [{"type": "Pods"}],
        "behavior": {"scaleUp": {"selectPolicy": "Max"}},
    },
    "strategy": {"type": "Recreate"},
    "probes": {
        "liveness": {"httpGet": {"path": "/live"}, "timeoutSeconds": 9},
        "readiness": {"httpGet": {"path": "/ready", "port": 8001}},
        "startup": {"failureThreshold": 31},
    },
    "lifecycle": {"preStop": {"sleep": {"seconds": 8}}},
    "terminationGracePeriodSeconds": 61,
    "env": {
        "envFrom": [{"secretRef": {"name": "from"}}],
        "env": [{"name": "A", "value": "1"}, {"name": "B", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}],
    },
    "secret": {
        "create": True,
        "store": {"secretsPath": "/folder", "projectSlug": "p", "environmentSlug": "e", "hostAPI": "https://i.example.com"},
        "externalSecret": {"refreshInterval": "1h0m0s"},
    },
    "resources": {"requests": {"cpu": "11m"}, "limits": {"memory": "12Mi"}, "claims": [{"name": "gpu"}]},
    "volumes": [{"name": "d", "emptyDir": {"sizeLimit": "13Mi"}}],
    "volumeMounts": [{"name": "d", "mountPath": "/d"}],
    "initContainers": [{"name": "init", "image": "org/init:v1"}],
    "sidecars": [{"name": "side", "image": "org/side:v1"}, {"name": "other", "image": "org/other:v1"}],
    "service": {
        "type": "NodePort",
        "port": 80,
        "targetPort": 8000,
        "nodePort": 30080,
        "annotations": {"service": "sa"},
        "labels": {"service": "sl"},
        "sessionAffinity": "ClientIP",
    },
    "ingress": {"enabled": True, "className": "edge", "annotations": {"ingress": "ia"}},
    "serviceAccount": {"annotations": {"account": "aa"}, "automountServiceAccountToken": True},
    "podDisruptionBudget": {"maxUnavailable": 2, "unhealthyPodEvictionPolicy": "IfHealthyBudget"},
    "networkPolicy": {"ingress": [{"from": [{"podSelector": {}}]}], "egress": [{"to": [{"podSelector": {}}]}]},
    "podSecurityContext": {"runAsUser": 15},
    "securityContext": {"runAsUser": 16},
    "nodeSelector": {"disk": "ssd"},
    "tolerations": [{"key": "t"}],
    "affinity": {"podAffinity": {"a": "b"}},
    "topologySpreadConstraints": [{"maxSkew": 17}],
    "priorityClassName": "high",
    "labels": {"tier": "test"},
    "annotations": {"all": "aa"},
    "podAnnotations": {"pod": "pa"},
}
"""Every field of a server that an object shows as it is written."""

SWITCHES = {("autoscaling", "enabled"), ("secret", "create"), ("ingress", "enabled")}
"""What decides that an object is there, and is in none."""

POD = ("spec", "template", "spec")
MAIN = (*POD, "containers", 0)


def leaves(value: Any, path: PathInObject = ()) -> Iterator[tuple[PathInObject, Any]]:
    """Every path in the data that ends in a value, or in an empty list or mapping."""
    if not isinstance(value, (dict, list)) or not value:
        yield path, value
        return
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(inner, (*path, step))


def test_every_value_leads_to_where_it_is_written() -> None:
    """Of all values in all objects, those that the catalog wrote lead to the same value there; nothing written is missed."""
    found = server(flow(**RICH))
    written = dict(leaves(found.origin.merged))
    reached: dict[PathInObject, Any] = {}
    for subject in objects(found):
        for path, value in leaves(subject):
            origin = field(found, subject["kind"], path)
            if found.origin.wrote(origin) and origin != ("image",):
                assert (origin, written.get(origin)) == (origin, value), path
                reached[origin] = value
    composed = {("image", "repository")}
    assert written.keys() - reached.keys() == SWITCHES | composed


@pytest.mark.parametrize(
    ("kind", "path", "wanted"),
    [
        ("Deployment", ("spec", "replicas"), ("replicas",)),
        ("Deployment", (*MAIN, "image"), ("image",)),
        ("Deployment", (*MAIN, "imagePullPolicy"), ("image", "pullPolicy")),
        ("Deployment", (*MAIN, "ports", 0, "containerPort"), ("port",)),
        ("Deployment", (*MAIN, "ports", 0, "name"), ()),
        ("Deployment", (*MAIN, "name"), ()),
        ("Deployment", (*MAIN, "resources", "limits", "cpu"), ("resources", "limits", "cpu")),
        ("Deployment", (*POD, "serviceAccountName"), ("serviceAccount", "name")),
        ("Deployment", (*POD, "enableServiceLinks"), ()),
        ("Deployment", ("spec", "selector"), ()),
        ("Deployment", ("kind",), ()),
        ("Deployment", (), ()),
        ("Service", ("spec", "ports", 0, "port"), ("port",)),
        ("Service", ("spec", "ports", 0, "protocol"), ()),
        ("HorizontalPodAutoscaler", ("spec", "maxReplicas"), ("autoscaling", "maxReplicas")),
        ("PodDisruptionBudget", ("spec", "maxUnavailable"), ("podDisruptionBudget", "maxUnavailable")),
        ("NetworkPolicy", ("spec", "ingress", 0, "ports", 0, "port"), ("port",)),
        ("NetworkPolicy", ("spec", "egress", 0, "to"), ()),
        ("ConfigMap", ("data", "a"), ()),
        ("ConfigMap", ("metadata", "labels", "tier"), ("labels", "tier")),
    ],
)
def test_defaults_lead_to_where_they_could_be_written(kind: str, path: PathInObject, wanted: PathInObject) -> None:
    """A default names the field that would change it; what no field can change leads nowhere."""
    assert field(server(), kind, path) == wanted


@pytest.mark.parametrize(
    ("fields", "kind", "path", "wanted"),
    [
        ("", "Deployment", (*MAIN, "startupProbe", "httpGet"), ("probes", "startup", "httpGet")),
        (
            "probes: {liveness: {httpGet: {}}}",
            "Deployment",
            (*MAIN, "startupProbe", "httpGet"),
            ("probes", "liveness", "httpGet"),
        ),
        (
            "probes: {liveness: {httpGet: {}}, startup: {httpGet: {}}}",
            "Deployment",
            (*MAIN, "startupProbe", "httpGet"),
            ("probes", "startup", "httpGet"),
        ),
        ("owner: me", "Service", ("metadata", "labels", "owner"), ("owner",)),
        ("labels: {a: b}", "Service", ("metadata", "labels", "a"), ("labels", "a")),
        ("service: {labels: {a: b}}, labels: {a: c}", "Service", ("metadata", "labels", "a"), ("service", "labels", "a")),
        ("annotations: {a: b}", "Ingress", ("metadata", "annotations", "a"), ("annotations", "a")),
        (
            "ingress: {enabled: true, annotations: {a: b}}, annotations: {a: c}",
            "Ingress",
            ("metadata", "annotations", "a"),
            ("ingress", "annotations", "a"),
        ),
    ],
)
def test_of_two_fields_the_one_that_was_written(fields: str, kind: str, path: PathInObject, wanted: PathInObject) -> None:
    """Where either of two fields may stand behind a value, it is the one that the catalog has, the nearer one first."""
    assert field(server(fields), kind, path) == wanted


@pytest.mark.parametrize(
    ("kind", "path", "wanted"),
    [
        ("Service", ("spec", "type"), ("patches", 0, "patch", 1)),
        ("Service", ("spec", "ports", 0, "port"), ("patches", 1, "patch", 0)),
        ("Service", ("spec", "ports"), ("ports",)),
        ("Service", ("spec", "ports", 1, "port"), ("ports", 0, "port")),
        ("Service", ("metadata", "annotations", "a/b~c", "deep"), ("patches", 0, "patch", 0)),
        ("Service", ("metadata", "annotations", "a"), ("service", "annotations", "a")),
        ("Deployment", ("spec", "type"), ()),
    ],
)
def test_patches_come_first(kind: str, path: PathInObject, wanted: PathInObject) -> None:
    """What an operation of a patch wrote, or holds, leads to that operation; its neighbours lead where they always do."""
    patches = [
        {
            "target": {"kind": "Service"},
            "patch": [
                {"op": "add", "path": f"/{path}", "value": {}} for path in ("metadata/annotations/a~1b~0c", "spec/type")
            ],
        },
        {"target": {"kind": "Service"}, "patch": [{"op": "replace", "path": "/spec/ports/0", "value": {}}]},
    ]
    assert field(server(flow(patches=patches)), kind, path) == wanted


@pytest.mark.parametrize(
    ("kind", "path", "wanted"),
    [
        ("Ingress", ("spec", "rules", 0, "host"), ("domain",)),
        ("Ingress", ("spec", "ingressClassName"), ("ingress", "className")),
        ("Ingress", ("spec", "rules", 0, "http"), ()),
        ("SecretStore", ("spec", "provider", "infisical", "auth", "universalAuthCredentials"), ("infisical", "auth")),
        ("SecretStore", ("spec", "provider", "infisical", "secretsScope", "secretsPath"), ()),
        ("ExternalSecret", ("spec", "secretStoreRef", "name"), ("infisical", "store")),
        ("NetworkPolicy", ("spec", "egress", 0, "to", 0), ("networkPolicy", "dnsNamespace")),
        ("NetworkPolicy", ("spec", "egress", 1), ()),
        ("NetworkPolicy", ("spec", "ingress", 0, "from"), ("networkPolicy",)),
        ("Deployment", ("metadata", "namespace"), ("namespace",)),
        ("ConfigMap", ("metadata", "namespace"), ("namespace",)),
        ("Deployment", ("metadata", "name"), ()),
        ("Deployment", (), ()),
        ("SecretStore", ("metadata", "annotations", "argocd.argoproj.io/sync-wave"), ("delivery", "argocd")),
        ("Deployment", ("metadata", "annotations", "kustomize.toolkit.fluxcd.io/substitute"), ("delivery", "flux")),
    ],
)
def test_facts_of_the_environment(kind: str, path: PathInObject, wanted: PathInObject) -> None:
    """What a server leaves to its environment leads to the environment's field; all else leads to none of its fields."""
    assert fact(kind, path) == wanted


def test_what_mcpgen_writes_of_its_own_is_nobodys() -> None:
    """The DNS rule stands before the catalog's own, and a startup probe takes no number from liveness."""
    found = server(
        "networkPolicy: {egress: [{ports: [{port: 53}]}]}, probes: {liveness: {periodSeconds: 9, httpGet: {path: /health}}}"
    )
    assert field(found, "NetworkPolicy", ("spec", "egress", 0, "ports", 0, "port")) == ()
    assert field(found, "Deployment", (*MAIN, "startupProbe", "periodSeconds")) == ("probes", "startup", "periodSeconds")
    path = ("probes", "liveness", "httpGet", "path")
    assert field(found, "Deployment", (*MAIN, "startupProbe", "httpGet", "path")) == path
