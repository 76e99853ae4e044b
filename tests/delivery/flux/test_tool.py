"""Flux as a delivery tool."""

from __future__ import annotations

from mcpgen.delivery.flux.tool import FLUX
from tests.delivery.samples import site_of


def test_objects() -> None:
    """Files in the order in which a person would apply them; no Namespace where someone else owns it."""
    full = site_of("flux: {alerts: {type: generic}}", a='imageAutomation: {semver: "*"}', b="")
    assert list(FLUX.objects(full)) == [
        "namespace.yaml",
        "source.yaml",
        "root.yaml",
        "server-a.yaml",
        "server-b.yaml",
        "provider.yaml",
        "alert.yaml",
        "imagerepository-a.yaml",
        "imagepolicy-a.yaml",
        "imageupdateautomation.yaml",
    ]
    assert list(FLUX.objects(site_of("flux: {}, namespace: {create: false}"))) == ["source.yaml", "root.yaml", "server-a.yaml"]


def test_needs() -> None:
    """What must be in the cluster before: Flux itself, and every Secret and Kustomization that is named."""
    assert FLUX.needs(site_of("flux: {}")) == ["Flux 2.7 or later in flux-system: `flux install`"]
    written = "flux: {namespace: gitops, dependsOn: [{name: eso}], alerts: {type: slack, secret: slack}}"
    found = site_of(written, a='imageAutomation: {semver: "*", secret: registry}')
    assert FLUX.needs(found) == [
        "Flux 2.7 or later in gitops: "
        "`flux install --namespace gitops --components-extra image-reflector-controller,image-automation-controller`",
        "the Secret slack in gitops, for alerts",
        "the Secret registry in gitops, to scan a's image",
        "the Kustomization eso, which servers wait for",
    ]
