"""The ways into a server's pods that classes of dangers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.pods import containers, items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.transition import Pair, Transition
    from mcpgen.manifests.objects import Object

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet")
"""Kinds that run pods from a template."""


def changed(transition: Transition) -> Iterator[tuple[Pair, Object, Object]]:
    """The workloads that are there before and after, with both."""
    for pair in transition.of_kind(*WORKLOADS):
        if pair.old is not None and pair.new is not None:
            yield pair, pair.old, pair.new


def by_name(workload: Object) -> dict[str, Object]:
    """The containers of a workload, init containers among them, by their names."""
    return {str(container.get("name")): container for _, container in containers(workload)}


def pod(workload: Object) -> Object:
    """What the workload's pods are."""
    return mapping(workload, "spec", "template", "spec")


def claims(workload: Object) -> list[str]:
    """The names of the claims whose volumes the pods mount, in their order."""
    found = (mapping(volume, "persistentVolumeClaim").get("claimName") for _, volume in items(pod(workload), "volumes"))
    return [str(name) for name in found if name]
