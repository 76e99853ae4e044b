"""The ApplicationSet of an environment."""

from __future__ import annotations

import pytest

from mcpgen.delivery.argocd.application import PATHS, spec
from mcpgen.delivery.argocd.application_set import application_set
from tests.delivery.samples import LABELS, site_of


@pytest.mark.parametrize(
    ("grouping", "directories", "paths"),
    [
        (
            "server",
            [{"path": "overlays/production/*"}, {"path": "overlays/production/groups", "exclude": True}],
            "/{{ .path.path }};/base/{{ .path.basename }}",
        ),
        ("group", [{"path": "overlays/production/groups/*"}], "/overlays/production;/base"),
    ],
)
def test_application_set(grouping: str, directories: list[dict[str, object]], paths: str) -> None:
    """One template for every folder; a misspelt parameter is an error, and a folder that vanishes deletes no object."""
    found = site_of(f"grouping: {grouping}, argocd: {{applicationSet: true}}", a="autoscaling: {enabled: true}", b="")
    template = spec(found, "", found.members)
    assert application_set(found) == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "ApplicationSet",
        "metadata": {"name": "production", "namespace": "argocd", "labels": LABELS},
        "spec": {
            "goTemplate": True,
            "goTemplateOptions": ["missingkey=error"],
            "generators": [
                {"git": {"repoURL": "https://git.example.com/org/mcp", "revision": "main", "directories": directories}}
            ],
            "syncPolicy": {"preserveResourcesOnDeletion": True},
            "template": {
                "metadata": {"name": "production-{{ .path.basename }}", "labels": LABELS, "annotations": {PATHS: paths}},
                "spec": {**template, "source": {**template["source"], "path": "{{ .path.path }}"}},
            },
        },
    }
    assert template["ignoreDifferences"] == [
        {"group": "apps", "kind": "Deployment", "name": "a", "jsonPointers": ["/spec/replicas"]}
    ]
