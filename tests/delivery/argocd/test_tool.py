"""Argo CD as a delivery tool."""

from __future__ import annotations

import pytest

from mcpgen.delivery.argocd.tool import ARGOCD
from tests.delivery.samples import site_of


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("argocd: {}", ["server-a.yaml", "server-b.yaml"]),
        ("argocd: {applicationSet: true}", ["applicationset.yaml"]),
        ("grouping: environment, argocd: {applicationSet: true}", ["servers.yaml"]),
    ],
)
def test_objects(written: str, files: list[str]) -> None:
    """Projects before what is in them; a whole environment has no folders for a set to find."""
    found = ARGOCD.objects(site_of(written, a="", b=""))
    head = ["project-root.yaml", "project.yaml", "root.yaml"]
    assert list(found) == [*head, "namespace.yaml", "namespace/namespace.yaml", *files]
    assert list(ARGOCD.objects(site_of(f"{written}, namespace: {{create: false}}", a="", b=""))) == [*head, *files]
    assert found["namespace/namespace.yaml"]["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false"
    }


def test_needs() -> None:
    """What must be there before: Argo CD, the repository's credentials, a remote cluster."""
    assert ARGOCD.needs(site_of("argocd: {}")) == ["Argo CD 3.0 or later in argocd"]
    written = "argocd: {server: 'https://x.example.com'}, oci: {url: 'oci://r.example.com/mcp', tag: v1, secret: registry}"
    assert ARGOCD.needs(site_of(written, git=False)) == [
        "Argo CD 3.1 or later in argocd",
        "the Secret registry in argocd, labelled as Argo CD's credentials for oci://r.example.com/mcp",
        "the cluster https://x.example.com, registered in Argo CD",
    ]
