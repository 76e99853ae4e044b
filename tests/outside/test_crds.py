"""Every object that mcpgen writes is valid by the definitions of the project that reads it, strictly.

`.ci/crds` fetches them from the projects' own modules; what no package registry has is written down in `.ci/definitions`.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from mcpgen.pipeline import load, render
from tests.outside.definitions import wrong
from tests.outside.intents import ENTRANCES, taken
from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mcpgen.manifests.objects import Object

CATALOGS = [
    ROOT / "catalog.yaml",
    *sorted((ROOT / "docs/controllers").glob("*.yaml")),
    *sorted((ROOT / "tests/cases/positive").glob("*.yaml")),
]
PLAIN = {"Deployment", "Ingress", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount"}
ROUTED = PLAIN - {"Ingress"} | {"HTTPRoute"}
KINDS = {
    "nginx": PLAIN,
    "nginx-f5": PLAIN | {"Policy"},
    "traefik": PLAIN | {"Middleware"},
    "haproxy": PLAIN,
    "alb": PLAIN,
    "gce": PLAIN | {"BackendConfig"},
    "gateway": ROUTED,
    "gateway/envoy-gateway": ROUTED | {"Backend", "BackendTLSPolicy", "BackendTrafficPolicy", "SecurityPolicy"},
    "gateway/istio": ROUTED | {"AuthorizationPolicy", "DestinationRule"},
    "gateway/nginx-gateway-fabric": ROUTED
    | {"AccessPolicy", "AuthenticationFilter", "ClientSettingsPolicy"}
    | {"ProxySettingsPolicy", "RateLimitPolicy", "UpstreamSettingsPolicy"},
    "gateway/kgateway": ROUTED | {"Backend", "BackendConfigPolicy", "GatewayExtension", "TrafficPolicy"},
    "gateway/agentgateway": ROUTED | {"AgentgatewayBackend", "AgentgatewayPolicy"},
    "gateway/traefik": ROUTED | {"Middleware", "TraefikService"},
    "gateway/gke": ROUTED | {"GCPBackendPolicy", "HealthCheckPolicy"},
}
"""What each entrance is known to read, so that no kind can stay unjudged because nothing wrote it."""


def objects_of(path: Path) -> list[Object]:
    """All objects of a catalog, in all environments."""
    return [each for environment in load(path).environments for each in render(path, str(environment.name), None)]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_each_catalog(path: Path) -> None:
    """The repository's own, the example of each page, and the case that has every field."""
    objects = objects_of(path)
    assert len(objects) > 5
    assert [said for each in objects for said in wrong(each)] == []


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_each_entrance_with_every_intent(entrance: str, tmp_path: Path) -> None:
    """Every way of asking that is not refused gives valid objects, and all kinds that there are occur."""
    objects = [each for found in taken(entrance, tmp_path) for each in found.objects]
    assert [said for each in objects for said in wrong(each)] == []
    assert {each["kind"] for each in objects} == KINDS[entrance]


def test_the_judge_is_strict() -> None:
    """An unknown field, a wrong type, a value out of bounds, a missing field, a broken rule, and a kind nobody defines."""
    objects = {each["kind"]: each for each in objects_of(ROOT / "docs/controllers/envoy-gateway.yaml")}
    unknown, mistyped, outside, missing, unruly, alien = (deepcopy(objects["HTTPRoute"]) for _ in range(6))
    unknown["spec"]["rules"][0]["timeout"] = {}
    mistyped["spec"]["rules"][0]["backendRefs"][0]["port"] = "8000"
    outside["spec"]["rules"][0]["timeouts"]["request"] = "1 hour"
    del missing["spec"]["rules"][0]["backendRefs"][0]["name"]
    unruly["spec"]["rules"][0]["timeouts"] = {"request": "1s", "backendRequest": "1h"}
    alien["kind"] = "Road"
    assert [wrong(each)[0].partition(": ")[2] for each in (unknown, mistyped, outside, missing, unruly)] == [
        "spec.rules.0: Additional properties are not allowed ('timeout' was unexpected)",
        'spec.rules.0.backendRefs.0.port: "8000" is not of type "integer"',
        'spec.rules.0.timeouts.request: "1 hour" does not match "^([0-9]{1,5}(h|m|s|ms)){1,4}$"',
        'spec.rules.0.backendRefs.0: "name" is a required property',
        "spec.rules.0.timeouts: backendRequest timeout cannot be longer than request timeout",
    ]
    with pytest.raises(KeyError, match="Road"):
        wrong(alien)
