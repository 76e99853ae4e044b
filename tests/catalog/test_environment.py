"""The facts of a cluster, and what several clusters agree on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from mcpgen.catalog.delivery import Delivery
from mcpgen.catalog.environment import (
    Auth,
    Cluster,
    Environment,
    EnvironmentBlock,
    NetworkFacts,
    StoreReference,
)
from mcpgen.catalog.ingress import GatewayReference

SMALL = Environment(
    name="production",
    namespace="mcp",
    domain=None,
    require_digest=False,
    kubernetes_version="1.34",
    controller="nginx",
    class_name=None,
    implementation=None,
    gateway=None,
    project_slug="mcp",
    environment_slug="production",
    host_api="https://app.infisical.com",
    auth=Auth.model_validate(
        {"universal": {"secretName": "infisical-credentials", "clientIdKey": "clientId", "clientSecretKey": "clientSecret"}}
    ),
    store=None,
    network=NetworkFacts.model_validate(
        {
            "monitoringNamespace": "monitoring",
            "dnsNamespace": "kube-system",
        }
    ),
)
"""What an environment is that names its namespace only."""


def test_a_namespace_is_enough() -> None:
    """Everything else has a default; the Infisical project and environment have the names that are there."""
    assert Environment.of("production", Cluster.model_validate({"namespace": "mcp"})) == SMALL


AUTH = {"kubernetes": {"secretName": "machine", "identityIdKey": "id"}}
NETWORK = {
    "controllerNamespace": "ingress",
    "controllerPodLabels": {"app": "nginx"},
    "monitoringNamespace": "metrics",
    "dnsNamespace": "dns",
}


def test_all_that_can_be_said() -> None:
    """Each fact goes where manifests look for it, and no default hides it."""
    auth, network = AUTH, NETWORK
    written = {
        "namespace": "n",
        "domain": "example.com",
        "requireDigest": True,
        "kubernetesVersion": "1.30",
        "ingress": {"controller": "gateway", "className": "internal", "implementation": "istio", "gateway": {"name": "edge"}},
        "infisical": {
            "projectSlug": "p",
            "environmentSlug": "prod",
            "hostAPI": "https://infisical.example.com",
            "auth": auth,
            "store": {"name": "shared"},
        },
        "networkPolicy": network,
    }
    assert Environment.of("e", Cluster.model_validate(written)) == Environment(
        name="e",
        namespace="n",
        domain="example.com",
        require_digest=True,
        kubernetes_version="1.30",
        controller="gateway",
        class_name="internal",
        implementation="istio",
        gateway=GatewayReference(name="edge"),
        project_slug="p",
        environment_slug="prod",
        host_api="https://infisical.example.com",
        auth=Auth.model_validate(auth),
        store=StoreReference(kind="ClusterSecretStore", name="shared"),
        network=NetworkFacts.model_validate(network),
    )


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ({}, {}),
        ({"flux": {}}, {"flux": True}),
        ({"argocd": {}, "namespace": {"podSecurity": "baseline"}}, {"argocd": True, "pod_security": "baseline"}),
    ],
)
def test_what_delivery_adds(written: dict[str, object], facts: dict[str, object]) -> None:
    """Which tools deliver, and the level of Pod Security that the namespace enforces."""
    git = {"url": "https://git.example.com/org/mcp"}
    delivery = Delivery.model_validate({"git": git, **written})
    cluster = Cluster.model_validate({"namespace": "mcp"})
    assert Environment.of("production", cluster, delivery) == replace(SMALL, **facts)  # type: ignore[arg-type]


def test_one_environment_agrees_with_itself() -> None:
    """The base of a server in one environment knows all that the environment does."""
    assert Environment.common([SMALL]) == SMALL


def test_what_environments_agree_on() -> None:
    """A fact that all share stays; one that a single environment has otherwise is unknown, in whatever order they come."""
    staging = replace(SMALL, name="staging", environment_slug="staging", domain="s.example.com", require_digest=True)
    third = replace(SMALL, name="third", domain="s.example.com", store=StoreReference(name="shared"))
    agreed = replace(SMALL, name=None, environment_slug=None, require_digest=None, domain=None, store=None)
    assert Environment.common([SMALL, staging, third]) == agreed
    assert Environment.common([third, staging, SMALL]) == agreed
    assert Environment.common([staging, replace(staging, name="copy")]) == replace(staging, name=None)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, [("missing", ("namespace",))]),
        ({"namespace": "m", "domain": "https://a"}, [("mcpgen", ("domain",))]),
        ({"namespace": "m", "kubernetesVersion": "v1.30"}, [("mcpgen", ("kubernetesVersion",))]),
        ({"namespace": "m", "ingress": {"controller": "apache"}}, [("literal_error", ("ingress", "controller"))]),
        ({"namespace": "m", "infisical": {"store": {"kind": "SecretStore"}}}, [("missing", ("infisical", "store", "name"))]),
        ({"namespace": "m", "replicas": 2}, [("extra_forbidden", ("replicas",))]),
        ({"namespace": "m", "require_digest": True}, [("extra_forbidden", ("require_digest",))]),
        ({"namespace": "m", "defaults": []}, [("dict_type", ("defaults",))]),
    ],
)
def test_refused(written: dict[str, object], told: list[tuple[str, tuple[str, ...]]]) -> None:
    """A namespace is needed; what is no fact of a cluster has no place beside it."""
    with pytest.raises(ValidationError) as raised:
        EnvironmentBlock.model_validate(written)
    assert [(each["type"], each["loc"]) for each in raised.value.errors()] == told


def test_layers_are_left_as_they_are_written() -> None:
    """What an environment says of servers is typed only after all layers are merged."""
    written = {"namespace": "m", "defaults": {"replicas": "any"}, "mcp": {"a": None}}
    block = EnvironmentBlock.model_validate(written)
    assert (block.defaults, block.mcp) == ({"replicas": "any"}, {"a": None})
    assert Environment.of("production", block) == replace(SMALL, namespace="m", project_slug="m")
