"""What mcpgen takes each Gateway API implementation to read of an HTTPRoute is what the implementation reports of itself."""

from __future__ import annotations

import pytest
import yaml

from mcpgen.streaming.gateway import IMPLEMENTATIONS
from tests.tools import conformance

REPORTS = {
    "envoy-gateway": "envoy-gateway",
    "istio": "istio-istio",
    "nginx-gateway-fabric": "nginx-nginx-gateway-fabric",
    "kgateway": "kgateway",
    "agentgateway": "agentgateway-agentgateway",
    "traefik": "traefik-traefik",
    "gke": "gke-gateway",
}
"""Name in the catalog → name among the reports."""


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
def test_timeouts_and_cors(name: str) -> None:
    """What is not supported would be ignored, or break the route; what is supported needs no policy."""
    report = yaml.safe_load(conformance(REPORTS[name]).read_text(encoding="utf-8"))
    profile = next(each for each in report["profiles"] if each["name"] == "GATEWAY-HTTP")
    supported = set(profile["extended"]["supportedFeatures"])
    implementation = IMPLEMENTATIONS[name]
    assert implementation.timeouts == ({"HTTPRouteRequestTimeout", "HTTPRouteBackendTimeout"} <= supported)
    assert implementation.cors == ("HTTPRouteCORS" in supported)
