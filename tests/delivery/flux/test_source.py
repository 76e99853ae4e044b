"""The source that Flux reads."""

from __future__ import annotations

import pytest

from mcpgen.delivery.flux.source import reference, source
from tests.delivery.samples import LABELS, site_of

HEAD = {"name": "production", "namespace": "flux-system", "labels": LABELS}
ARTIFACT = "oci://registry.example.com/org/mcp"


def test_git() -> None:
    """The repository, its branch, and the Secret where one is named."""
    found = site_of("flux: {}, interval: 1m")
    git = {"interval": "1m0s", "url": "https://git.example.com/org/mcp", "ref": {"branch": "main"}}
    assert source(found) == {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "GitRepository",
        "metadata": HEAD,
        "spec": git,
    }
    assert reference(found) == {"kind": "GitRepository", "name": "production"}


@pytest.mark.parametrize(("version", "ref"), [("tag: v1", {"tag": "v1"}), ("semver: '>=1'", {"semver": ">=1"})])
def test_oci(version: str, ref: dict[str, str]) -> None:
    """The artifact in one version."""
    found = site_of(f"flux: {{}}, oci: {{url: '{ARTIFACT}', {version}, secret: registry}}", git=False)
    spec = {"interval": "10m0s", "url": ARTIFACT, "ref": ref, "provider": "generic", "secretRef": {"name": "registry"}}
    assert source(found) == {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "OCIRepository",
        "metadata": HEAD,
        "spec": spec,
    }
    assert reference(found) == {"kind": "OCIRepository", "name": "production"}
