"""AppProjects: one repository, one namespace, and only the kinds that are there."""

from __future__ import annotations

import pytest

from mcpgen.delivery.argocd.project import project, project_name, root_project, root_project_name
from tests.delivery.samples import LABELS, site_of

URL = "https://git.example.com/org/mcp"
NAMESPACES = [{"group": "", "kind": "Namespace"}]


@pytest.mark.parametrize(("written", "cluster"), [("argocd: {}", NAMESPACES), ("argocd: {}, namespace: {create: false}", [])])
def test_project(written: str, cluster: list[dict[str, str]]) -> None:
    """A Namespace only where it is mcpgen's to make."""
    found = site_of(written, a="networkPolicy: {enabled: false}", b="networkPolicy: {enabled: false}")
    assert project(found) == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "AppProject",
        "metadata": {"name": "mcp-production", "namespace": "argocd", "labels": LABELS},
        "spec": {
            "description": "MCP servers of production",
            "sourceRepos": [URL],
            "destinations": [{"server": "https://kubernetes.default.svc", "namespace": "tools"}],
            "clusterResourceWhitelist": cluster,
            "namespaceResourceWhitelist": [
                {"group": "", "kind": "Service"},
                {"group": "", "kind": "ServiceAccount"},
                {"group": "apps", "kind": "Deployment"},
            ],
        },
    }


def test_root_project() -> None:
    """Argo CD's own kinds in Argo CD's own namespace and cluster, wherever the servers are."""
    found = site_of("argocd: {namespace: gitops, server: 'https://production.example.com'}")
    assert root_project(found) == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "AppProject",
        "metadata": {"name": "mcp-production-delivery", "namespace": "gitops", "labels": LABELS},
        "spec": {
            "description": "How the MCP servers of production are delivered",
            "sourceRepos": [URL],
            "destinations": [{"server": "https://kubernetes.default.svc", "namespace": "gitops"}],
            "clusterResourceWhitelist": [],
            "namespaceResourceWhitelist": [
                {"group": "argoproj.io", "kind": "AppProject"},
                {"group": "argoproj.io", "kind": "Application"},
                {"group": "argoproj.io", "kind": "ApplicationSet"},
            ],
        },
    }


def test_names() -> None:
    """Never `default`, whatever the environment is called."""
    found = site_of("argocd: {}")
    assert (project_name(found), root_project_name(found)) == ("mcp-production", "mcp-production-delivery")
