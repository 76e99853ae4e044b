"""All objects of a server: which there are, and in which order."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.manifests.autoscaler import autoscaler
from mcpgen.manifests.deployment import deployment
from mcpgen.manifests.disruption_budget import disruption_budget
from mcpgen.manifests.external_secret import external_secret
from mcpgen.manifests.ingress import ingress
from mcpgen.manifests.network_policy import network_policy
from mcpgen.manifests.objects import kind
from mcpgen.manifests.secret_store import secret_store
from mcpgen.manifests.server import objects
from mcpgen.manifests.service import service
from mcpgen.manifests.service_account import service_account
from tests.manifests.samples import CLUSTER, resolved, server

QUICK_START = """\
environments: {staging: {namespace: mcp-secrets, domain: staging.p2pmmo.vn}}
mcp:
  my-mcp-server:
    enabled: true
    image: {repository: my-org/my-mcp-server, tag: v1.0.0}
    port: 8000
    replicas: 2
    autoscaling: {enabled: true, minReplicas: 2, maxReplicas: 10}
    secret:
      create: true
      store: {secretsPath: /mcp-server}
      externalSecret: {targetSecretName: mcp-server-secret}
    env: {envFrom: [{secretRef: {name: mcp-server-secret}}]}
    service: {type: ClusterIP, port: 8000, targetPort: 8000}
    ingress: {enabled: true, sse: true, path: /}
"""
"""The deployment guide's quick start, in an environment."""


def test_everything() -> None:
    """The guide's quick start asks for every kind; each is what its own module makes, in the order of applying."""
    found = resolved(QUICK_START, "my-mcp-server").variants[0]
    assert objects(found) == [
        service_account(found),
        secret_store(found),
        external_secret(found),
        service(found),
        deployment(found),
        autoscaler(found),
        disruption_budget(found),
        network_policy(found),
        ingress(found),
    ]


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ("", ["ServiceAccount", "Service", "Deployment", "NetworkPolicy"]),
        ("replicas: 2", ["ServiceAccount", "Service", "Deployment", "PodDisruptionBudget", "NetworkPolicy"]),
        (
            "autoscaling: {enabled: true}",
            ["ServiceAccount", "Service", "Deployment", "HorizontalPodAutoscaler", "NetworkPolicy"],
        ),
        ("ingress: {enabled: true}", ["ServiceAccount", "Service", "Deployment", "NetworkPolicy", "Ingress"]),
        (
            "secret: {create: true}",
            ["ServiceAccount", "SecretStore", "ExternalSecret", "Service", "Deployment", "NetworkPolicy"],
        ),
        (
            "secret: {create: true, store: {name: shared}}",
            ["ServiceAccount", "ExternalSecret", "Service", "Deployment", "NetworkPolicy"],
        ),
        ("serviceAccount: {name: shared}", ["Service", "Deployment", "NetworkPolicy"]),
        ("networkPolicy: {enabled: false}", ["ServiceAccount", "Service", "Deployment"]),
        ("serviceAccount: {name: shared}, networkPolicy: {enabled: false}", ["Service", "Deployment"]),
    ],
)
def test_kinds(fields: str, kinds: list[str]) -> None:
    """What is not asked for is not there."""
    assert [kind(subject) for subject in objects(server(fields))] == kinds


SWITCHES = st.lists(
    st.sampled_from(
        [
            "replicas: 3",
            "autoscaling: {enabled: true, minReplicas: 2}",
            "secret: {create: true}",
            "ingress: {enabled: true, sse: true, tls: {}}",
            "serviceAccount: {name: shared}",
            "networkPolicy: {enabled: false}",
            "annotations: {a: b}",
        ]
    ),
    unique=True,
)


@given(SWITCHES)
def test_every_object_is_a_file_of_its_own(switches: list[str]) -> None:
    """Whatever is switched on: no kind twice, the same head on all, plain JSON below, and the same objects again."""
    found = server(", ".join(switches))
    made = objects(found)
    assert len({kind(subject) for subject in made}) == len(made)
    for subject in made:
        assert list(subject)[:3] == ["apiVersion", "kind", "metadata"]
        assert (subject["metadata"]["name"], subject["metadata"]["namespace"]) == ("x", "mcp")
        assert json.loads(json.dumps(subject)) == subject
    assert json.dumps(objects(found)) == json.dumps(made)


def test_patches_are_for_a_later_stage() -> None:
    """The objects are those before `patches`."""
    patch = "patches: [{target: {kind: Deployment}, patch: [{op: remove, path: /spec/strategy}]}]"
    assert objects(server(patch)) == objects(server())


def test_the_cluster_decides_too() -> None:
    """The same server with a store that its environment names needs none of its own."""
    shared = server("secret: {create: true, keys: [A]}", cluster=f"{CLUSTER}, infisical: {{store: {{name: all}}}}")
    assert "SecretStore" not in [kind(subject) for subject in objects(shared)]
