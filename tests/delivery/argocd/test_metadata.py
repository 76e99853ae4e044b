"""What all Argo CD objects of an environment have in common."""

from __future__ import annotations

import pytest

from mcpgen.catalog.delivery import ArgoCd
from mcpgen.delivery.argocd.metadata import metadata, repository, settings
from tests.delivery.samples import LABELS, site_of


def test_metadata() -> None:
    """Argo CD's namespace and the environment's labels; annotations only where there are any."""
    found = site_of("argocd: {namespace: gitops}")
    assert metadata(found, "x") == {"name": "x", "namespace": "gitops", "labels": LABELS}
    assert metadata(found, "x", {"a": "b"}) == {**metadata(found, "x"), "annotations": {"a": "b"}}


def test_settings() -> None:
    """As written, or Argo CD's defaults."""
    assert settings(site_of("argocd: {prune: false}")) == ArgoCd.model_validate({"prune": False})
    assert settings(site_of("flux: {}")) == ArgoCd()


@pytest.mark.parametrize(
    ("written", "git", "found"),
    [
        ("argocd: {}", True, ("https://git.example.com/org/mcp", "main")),
        ("argocd: {}, oci: {url: 'oci://r.example.com/mcp', tag: v1}", False, ("oci://r.example.com/mcp", "v1")),
        ("argocd: {}, oci: {url: 'oci://r.example.com/mcp', semver: 1.x}", False, ("oci://r.example.com/mcp", "1.x")),
    ],
)
def test_repository(written: str, git: bool, found: tuple[str, str]) -> None:  # noqa: FBT001 -- a table's column
    """The URL and what Argo CD calls the revision."""
    assert repository(site_of(written, git=git)) == found
