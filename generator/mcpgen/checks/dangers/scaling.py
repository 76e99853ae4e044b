"""How many pods there are, and how many may be away at once.

Source: kubernetes.io, "Horizontal Pod Autoscaling" ("Migrating Deployments and StatefulSets to horizontal autoscaling") and
"Server-Side Apply" ("Transferring ownership"): a field that its only owner drops falls back to its default, which is 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.danger import Class, Severity, of
from mcpgen.checks.dangers.pods import changed
from mcpgen.checks.dangers.transition import Action
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.checks.dangers.danger import Danger
    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object


def _handed_over(transition: Transition) -> Iterator[Danger]:
    for pair, old, new in changed(transition):
        before = _replicas(old)
        if (
            isinstance(before, int)
            and before > 1
            and "replicas" not in mapping(new, "spec")
            and _scaled(pair.name, transition.new)
        ):
            message = f"`replicas: {before}` is dropped for an autoscaler: the pods may fall to 1 until it acts"
            yield of(pair, message, "let another manager own `replicas` first, as docs/plan.md#replicas-to-hpa shows")


def _stopped(transition: Transition) -> Iterator[Danger]:
    for pair, old, new in changed(transition):
        if _replicas(new) == 0 and _replicas(old) != 0:
            yield of(pair, "`replicas: 0`: the server stops", "keep one replica, or remove the server")


def _budget(transition: Transition) -> Iterator[Danger]:
    several = any(_several(each, transition.new) for each in transition.new)
    for pair in transition.of_kind("PodDisruptionBudget"):
        if pair.action is Action.DELETE and several:
            message = "the PodDisruptionBudget goes, while several pods run: a drain may take them all at once"
            yield of(pair, message, "keep `podDisruptionBudget` enabled")


def _several(subject: Object, objects: Sequence[Object]) -> bool:
    """True for a Deployment or StatefulSet of which more than one pod is meant to run."""
    if subject["kind"] not in {"Deployment", "StatefulSet"}:
        return False
    count = _replicas(subject)
    return (isinstance(count, int) and count > 1) or _scaled(str(mapping(subject, "metadata").get("name")), objects)


def _replicas(workload: Object) -> Any:
    return mapping(workload, "spec").get("replicas")


def _scaled(name: str, objects: Sequence[Object]) -> bool:
    """True where one of the objects scales the workload of that name."""
    targets = (mapping(each, "spec", "scaleTargetRef") for each in objects)
    return any(target.get("name") == name for target in targets)


CLASSES = (
    Class("replicas-to-hpa", Severity.MEDIUM, "an autoscaler takes the number of pods over", _handed_over),
    Class("scaled-to-zero", Severity.HIGH, "a server is left without pods", _stopped),
    Class("pdb-removed", Severity.MEDIUM, "a server of several pods loses its disruption budget", _budget),
)
