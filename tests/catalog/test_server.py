"""A server after all layers are merged."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mcpgen.catalog.server import Settings

SMALL = {"image": {"repository": "org/x"}, "port": 8000}
PLAIN: dict[str, Any] = {
    "enabled": True,
    "owner": None,
    "transport": "streamable-http",
    "path": None,
    "stateless": False,
    "image": {"repository": "org/x", "tag": None, "digest": None, "pullPolicy": None, "imagePullSecrets": []},
    "imageAutomation": None,
    "port": 8000,
    "replicas": 1,
    "terminationGracePeriodSeconds": None,
    "strategy": None,
    "lifecycle": None,
    "topologySpreadConstraints": None,
    "priorityClassName": None,
}
LISTS = {"imagePullSecrets", "command", "args", "ports", "volumes", "volumeMounts", "initContainers", "sidecars"}
LISTS |= {"tolerations", "patches"}
MAPPINGS = {"podSecurityContext", "securityContext", "nodeSelector", "affinity", "labels", "annotations", "podAnnotations"}
BLOCKS = {"autoscaling", "probes", "env", "secret", "resources", "service", "ingress", "serviceAccount"}
BLOCKS |= {"podDisruptionBudget", "networkPolicy"}
GUIDE: dict[str, Any] = {
    "enabled": True,
    "image": {"repository": "my-org/my-mcp-server", "tag": "v1.0.0", "digest": "sha256:" + "0a" * 32},
    "port": 8000,
    "replicas": 2,
    "autoscaling": {"enabled": True, "minReplicas": 2, "maxReplicas": 10, "targetCPUUtilizationPercentage": 70},
    "probes": {"liveness": {"enabled": True, "httpGet": {"path": "/health", "port": 8000}, "periodSeconds": 10}},
    "secret": {
        "create": True,
        "store": {"environmentSlug": "production", "secretsPath": "/mcp-server"},
        "externalSecret": {"targetSecretName": "mcp-server-secret", "refreshInterval": "15m0s"},
    },
    "env": {"envFrom": [{"secretRef": {"name": "mcp-server-secret"}}], "env": [{"name": "LOG_LEVEL", "value": "info"}]},
    "service": {"type": "ClusterIP", "port": 8000, "targetPort": 8000},
    "ingress": {
        "enabled": True,
        "sse": True,
        "path": "/",
        "host": "mcp.example.com",
        "annotations": {"nginx.ingress.kubernetes.io/backend-protocol": "HTTP"},
    },
    "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"cpu": "500m", "memory": "512Mi"}},
}
"""A server in the guide's shape."""


def server(**written: Any) -> Settings:
    """A small server with those fields."""
    return Settings.model_validate({**SMALL, **written})


def test_an_image_and_a_port_are_enough() -> None:
    """Every field of a server with its default; the blocks' own defaults are told beside the blocks."""
    dumped = server().model_dump(by_alias=True)
    assert {name: value for name, value in dumped.items() if name not in BLOCKS} == {
        **PLAIN,
        **{name: [] for name in LISTS},
        **{name: {} for name in MAPPINGS},
    }
    assert set(dumped) >= BLOCKS
    assert server(**{name: {} for name in BLOCKS}) == server()


def test_without_them_there_is_no_server() -> None:
    """Image and port are the only fields that must be written."""
    with pytest.raises(ValidationError) as raised:
        Settings.model_validate({})
    assert [(each["type"], each["loc"]) for each in raised.value.errors()] == [("missing", ("image",)), ("missing", ("port",))]


def test_the_guides_shape_is_valid_as_it_stands() -> None:
    """Nothing that is written is lost, renamed or turned into another type."""
    assert Settings.model_validate(GUIDE).model_dump(by_alias=True, exclude_unset=True) == GUIDE


@pytest.mark.parametrize(
    ("written", "endpoint"),
    [
        ({}, "/mcp"),
        ({"transport": "http"}, "/mcp"),
        ({"transport": "sse"}, "/sse"),
        ({"transport": "sse", "path": "/events"}, "/events"),
        ({"path": "/"}, "/"),
    ],
)
def test_the_endpoint(written: dict[str, str], endpoint: str) -> None:
    """The path as written, or else the transport's usual one."""
    assert server(**written).endpoint == endpoint


@pytest.mark.parametrize(
    ("autoscaling", "scales", "least"),
    [
        ({}, False, 3),
        ({"enabled": False, "minReplicas": 5}, False, 3),
        ({"enabled": True, "minReplicas": 5}, True, 5),
        ({"enabled": True}, True, 1),
    ],
)
def test_who_owns_the_number_of_replicas(autoscaling: dict[str, Any], scales: bool, least: int) -> None:  # noqa: FBT001
    """The autoscaler where it is on, and then the smallest number is its own; else the server's `replicas`."""
    found = server(replicas=3, autoscaling=autoscaling)
    assert (found.scales, found.least_replicas) == (scales, least)


@pytest.mark.parametrize(
    ("written", "streams", "grace"),
    [
        ({}, True, 75),
        ({"transport": "sse"}, True, 75),
        ({"transport": "http"}, False, 30),
        ({"transport": "http", "terminationGracePeriodSeconds": 5}, False, 5),
        ({"terminationGracePeriodSeconds": 0}, True, 0),
    ],
)
def test_the_time_to_end(written: dict[str, Any], streams: bool, grace: int) -> None:  # noqa: FBT001
    """Streams get a minute to end in; what is written goes over that."""
    found = Settings.model_validate({"image": {"repository": "org/x"}, "port": 8000, **written})
    assert (found.streams, found.grace) == (streams, grace)


@pytest.mark.parametrize(
    ("written", "streams", "grace"),
    [
        ({}, True, 75),
        ({"transport": "sse"}, True, 75),
        ({"transport": "http"}, False, 30),
        ({"transport": "http", "terminationGracePeriodSeconds": 75}, False, 75),
        ({"terminationGracePeriodSeconds": 0}, True, 0),
    ],
)
def test_the_grace_period(written: dict[str, Any], streams: bool, grace: int) -> None:  # noqa: FBT001
    """As written, none at all too; else time to drain streams where the transport has them, and Kubernetes' own where not."""
    found = server(**written)
    assert (found.streams, found.grace) == (streams, grace)
