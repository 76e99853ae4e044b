"""Flux as a delivery tool: all its objects of one environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery import namespace
from mcpgen.delivery.flux import alerts, images, kustomization, source
from mcpgen.delivery.flux.metadata import settings
from mcpgen.delivery.interface import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object


def _objects(site: Site) -> dict[str, Object]:
    """File name → object, in the order in which a person would apply them."""
    found: dict[str, Object] = {}
    if site.delivery.namespace.create:
        found["namespace.yaml"] = namespace.namespace(site, {"kustomize.toolkit.fluxcd.io/prune": "disabled"})
    found["source.yaml"] = source.source(site)
    found["root.yaml"] = kustomization.root(site, FLUX.folder(site.environment))
    found |= {each.file: kustomization.unit(site, each) for each in site.units}
    return {**found, **alerts.alerts(site), **images.images(site)}


def _needs(site: Site) -> Sequence[str]:
    return list(_needed(site))


def _needed(site: Site) -> Iterator[str]:
    """What must be in the cluster before, a line each."""
    written = settings(site)
    command = "flux install" if written.namespace == "flux-system" else f"flux install --namespace {written.namespace}"
    if any(member.automated for member in site.members):
        command += " --components-extra image-reflector-controller,image-automation-controller"
    yield f"Flux 2.7 or later in {written.namespace}: `{command}`"
    origin = site.delivery.git or site.delivery.oci
    secrets = {
        "for the repository": origin.secret if origin else None,
        "for alerts": written.alerts.secret if written.alerts else None,
    }
    secrets |= {f"to scan {each.name}'s image": each.automated.policy.secret for each in site.members if each.automated}
    yield from (f"the Secret {name} in {written.namespace}, {why}" for why, name in secrets.items() if name)
    yield from (f"the Kustomization {each.name}, which servers wait for" for each in written.depends_on)


FLUX = Tool(
    name="flux",
    title="Flux",
    asked=lambda delivery: delivery.flux is not None,
    objects=_objects,
    origins={
        "Namespace": namespace.ORIGINS,
        "GitRepository": source.ORIGINS,
        "OCIRepository": source.OCI_ORIGINS,
        "Kustomization": kustomization.ORIGINS,
        "Provider": alerts.PROVIDER_ORIGINS,
        "Alert": alerts.ALERT_ORIGINS,
        "ImageRepository": images.REPOSITORY_ORIGINS,
        "ImagePolicy": images.POLICY_ORIGINS,
        "ImageUpdateAutomation": images.UPDATE_ORIGINS,
    },
    needs=_needs,
)
