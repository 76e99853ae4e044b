"""Applications: of a unit, and of the environment itself."""

from __future__ import annotations

import pytest

from mcpgen.delivery.argocd.application import PATHS, generate_paths, of_namespace, root, spec, unit
from tests.delivery.samples import LABELS, site_of

SOURCE = {"repoURL": "https://git.example.com/org/mcp", "targetRevision": "main"}
AUTOMATED = {"prune": True, "selfHeal": True}
RETRY = {"limit": 5, "backoff": {"duration": "10s", "factor": 2, "maxDuration": "5m"}}


def test_unit() -> None:
    """One server: built again when its overlay or base changes; it takes its objects along when it goes."""
    found = site_of("argocd: {}", a="autoscaling: {enabled: true}")
    assert unit(found, found.units[0]) == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": "production-a",
            "namespace": "argocd",
            "labels": LABELS,
            "annotations": {PATHS: "/overlays/production/a;/base/a"},
            "finalizers": ["resources-finalizer.argocd.argoproj.io"],
        },
        "spec": {
            "project": "mcp-production",
            "source": {**SOURCE, "path": "overlays/production/a"},
            "destination": {"server": "https://kubernetes.default.svc", "namespace": "tools"},
            "syncPolicy": {
                "automated": AUTOMATED,
                "syncOptions": [
                    "CreateNamespace=true",
                    "ServerSideApply=true",
                    "RespectIgnoreDifferences=true",
                    "PruneLast=true",
                ],
                "retry": RETRY,
            },
            "ignoreDifferences": [
                {"group": "apps", "kind": "Deployment", "name": "a", "jsonPointers": ["/spec/replicas"]},
            ],
        },
    }


def test_root() -> None:
    """It applies the folder that it stands in, into Argo CD's own namespace."""
    assert root(site_of("argocd: {selfHeal: false}"), "clusters/production/argocd") == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": "production",
            "namespace": "argocd",
            "labels": LABELS,
            "annotations": {PATHS: "/clusters/production/argocd"},
        },
        "spec": {
            "project": "mcp-production-delivery",
            "source": {**SOURCE, "path": "clusters/production/argocd"},
            "destination": {"server": "https://kubernetes.default.svc", "namespace": "argocd"},
            "syncPolicy": {
                "automated": {"prune": True, "selfHeal": False},
                "syncOptions": ["ServerSideApply=true", "PruneLast=true"],
            },
        },
    }


@pytest.mark.parametrize(
    ("grouping", "paths"),
    [
        ("group", "/overlays/production/groups/unowned;/overlays/production/a;/overlays/production/b;/base/a;/base/b"),
        ("environment", "/overlays/production;/base"),
    ],
)
def test_several_servers(grouping: str, paths: str) -> None:
    """Every folder that the build reads; the servers stay when the Application goes."""
    found = site_of(f"grouping: {grouping}, argocd: {{}}", a="", b="")
    head = unit(found, found.units[0])["metadata"]
    assert head["annotations"] == {PATHS: paths}
    assert "finalizers" not in head


def test_the_namespace() -> None:
    """An Application of its own, to the servers' cluster; it is built again when its own folder changes."""
    found = of_namespace(site_of("argocd: {server: 'https://x.example.com'}"), "clusters/production/argocd/namespace")
    assert found == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": "mcp-production-namespace",
            "namespace": "argocd",
            "labels": LABELS,
            "annotations": {PATHS: "/clusters/production/argocd/namespace"},
        },
        "spec": {
            "project": "mcp-production",
            "source": {**SOURCE, "path": "clusters/production/argocd/namespace"},
            "destination": {"server": "https://x.example.com", "namespace": "tools"},
            "syncPolicy": {"automated": AUTOMATED, "syncOptions": ["ServerSideApply=true"]},
        },
    }


def test_a_namespace_of_someone_else() -> None:
    """It is neither made nor labelled; a remote cluster is named."""
    found = spec(site_of("namespace: {create: false}, argocd: {server: 'https://x.example.com'}"), "f", ())
    assert found["syncPolicy"] == {
        "automated": AUTOMATED,
        "syncOptions": ["ServerSideApply=true", "RespectIgnoreDifferences=true", "PruneLast=true"],
        "retry": RETRY,
    }
    assert found["destination"] == {"server": "https://x.example.com", "namespace": "tools"}
    assert "ignoreDifferences" not in found


def test_paths() -> None:
    """From the root of the repository."""
    assert generate_paths(site_of("argocd: {}"), ["a", "b"]) == "/a;/b"
