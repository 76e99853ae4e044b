"""Argo CD as a delivery tool: all its objects of one environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery import namespace
from mcpgen.delivery.argocd import application, application_set, project
from mcpgen.delivery.argocd.metadata import repository, settings
from mcpgen.delivery.interface import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object


_NAMESPACE = "namespace"
"""The folder of the Namespace, which goes to the servers' cluster; all others go to Argo CD's own."""


def _objects(site: Site) -> dict[str, Object]:
    """File name → object, in the order in which a person would apply them."""
    found = {
        "project-root.yaml": project.root_project(site),
        "project.yaml": project.project(site),
        "root.yaml": application.root(site, ARGOCD.folder(site.environment)),
    }
    if site.delivery.namespace.create:
        found["namespace.yaml"] = application.of_namespace(site, f"{ARGOCD.folder(site.environment)}/{_NAMESPACE}")
        found[f"{_NAMESPACE}/namespace.yaml"] = namespace.namespace(site, {application.OPTIONS: "Prune=false,Delete=false"})
    if settings(site).application_set and site.delivery.grouping != "environment":
        return {**found, "applicationset.yaml": application_set.application_set(site)}
    return {**found, **{each.file: application.unit(site, each) for each in site.units}}


def _needs(site: Site) -> Sequence[str]:
    return list(_needed(site))


def _needed(site: Site) -> Iterator[str]:
    """What must be in the cluster before, a line each."""
    written = settings(site)
    yield f"Argo CD {3.0 if site.delivery.git else 3.1} or later in {written.namespace}"
    source = site.delivery.git or site.delivery.oci
    if source and source.secret:
        yield f"the Secret {source.secret} in {written.namespace}, labelled as Argo CD's credentials for {repository(site)[0]}"
    if written.server != project.IN_CLUSTER:
        yield f"the cluster {written.server}, registered in Argo CD"


ARGOCD = Tool(
    name="argocd",
    title="Argo CD",
    asked=lambda delivery: delivery.argocd is not None,
    objects=_objects,
    origins={
        "Namespace": namespace.ORIGINS,
        "AppProject": project.ORIGINS,
        "Application": application.ORIGINS,
        "ApplicationSet": application_set.ORIGINS,
    },
    needs=_needs,
)
