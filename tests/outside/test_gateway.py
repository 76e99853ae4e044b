"""kustomize builds what mcpgen renders, with HTTPRoutes and policies, and where environments differ in what runs them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.tools import MCPGEN, ROOT, run, tool

if TYPE_CHECKING:
    from pathlib import Path

PAGES = (
    "gateway",
    "envoy-gateway",
    "istio",
    "nginx-gateway-fabric",
    "kgateway",
    "agentgateway",
    "gateway-traefik",
    "gke",
)
"""The examples of docs/controllers that attach to a Gateway."""

DIFFERENT = """\
environments:
  staging:
    namespace: mcp-staging
    domain: staging.example.com
  production:
    namespace: mcp
    domain: example.com
    ingress:
      controller: gateway
      implementation: %s
      gateway: {name: edge, namespace: infra}
mcp:
  search:
    image: {repository: ghcr.io/example/search, tag: v1.0.0}
    port: 8000
    replicas: 3
    ingress: {enabled: true, sse: true, annotations: {note: here}}
"""
"""nginx in staging, a Gateway in production."""

SHARED = """\
environments:
  staging:
    namespace: mcp
    domain: staging.example.com
    ingress: {controller: gateway, implementation: istio, gateway: {name: edge}}
  production:
    namespace: mcp
    domain: example.com
    ingress: {controller: gateway, implementation: traefik, gateway: {name: edge, namespace: infra}}
mcp:
  search:
    image: {repository: ghcr.io/example/search, tag: v1.0.0}
    port: 8000
    replicas: 3
    ingress: {enabled: true, sse: true, cors: {allowOrigins: ["*"]}, allowlist: [10.0.0.0/8]}
"""
"""A Gateway in both, which another implementation runs."""


def kinds(folder: Path, environment: str) -> set[str]:
    """The kinds that the way to a server takes, from kustomize, which builds what `render` prints."""
    built = _objects(run(tool("kustomize"), "build", f"overlays/{environment}", cwd=folder))
    assert built == _objects(run(MCPGEN, "render", environment, cwd=folder))
    common = {"ServiceAccount", "Service", "Deployment", "PodDisruptionBudget", "NetworkPolicy"}
    return {each["kind"] for each in built} - common


def _objects(stream: str) -> list[Any]:
    return list(yaml.safe_load_all(stream))


def synced(folder: Path, text: str) -> Path:
    """A folder with that catalog and what it generates."""
    (folder / "catalog.yaml").write_text(text, encoding="utf-8")
    run(MCPGEN, "validate", cwd=folder)
    run(MCPGEN, "sync", cwd=folder)
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_each_example(page: str, tmp_path: Path) -> None:
    """Each page has a catalog of its name; it is valid, and builds."""
    assert (ROOT / f"docs/controllers/{page}.md").exists()
    shutil.copy(ROOT / f"docs/controllers/{page}.yaml", tmp_path)
    text = (tmp_path / f"{page}.yaml").read_text(encoding="utf-8")
    assert "HTTPRoute" in kinds(synced(tmp_path, text), "production")


@pytest.mark.parametrize(
    ("implementation", "policies"),
    [
        ("envoy-gateway", {"BackendTrafficPolicy"}),
        ("nginx-gateway-fabric", {"ProxySettingsPolicy", "UpstreamSettingsPolicy"}),
        ("traefik", {"TraefikService"}),
        ("gke", {"GCPBackendPolicy", "HealthCheckPolicy"}),
    ],
)
def test_an_ingress_here_and_a_gateway_there(implementation: str, policies: set[str], tmp_path: Path) -> None:
    """The base has neither; each overlay brings its own objects."""
    folder = synced(tmp_path, DIFFERENT % implementation)
    assert kinds(folder, "staging") == {"Ingress"}
    assert kinds(folder, "production") == {"HTTPRoute", *policies}
    assert sorted(path.name for path in (folder / "base/search").iterdir()) == [
        "deployment.yaml",
        "kustomization.yaml",
        "networkpolicy.yaml",
        "poddisruptionbudget.yaml",
        "service.yaml",
        "serviceaccount.yaml",
    ]


def test_two_implementations(tmp_path: Path) -> None:
    """The base has the HTTPRoute that both read; the overlays patch it, and bring their own policies."""
    folder = synced(tmp_path, SHARED)
    assert kinds(folder, "staging") == {"HTTPRoute", "DestinationRule", "AuthorizationPolicy"}
    assert kinds(folder, "production") == {"HTTPRoute", "Middleware", "TraefikService"}
    assert (folder / "base/search/httproute.yaml").exists()
    patch = (folder / "overlays/production/search/httproute.yaml").read_text(encoding="utf-8")
    assert "TraefikService" in patch
