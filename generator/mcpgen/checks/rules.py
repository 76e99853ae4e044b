"""All rules over the finished objects of one server in one environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.containers import container_names, restarts, variables
from mcpgen.checks.credentials import annotated, credentials
from mcpgen.checks.hosts import hosts
from mcpgen.checks.lifecycle import lifecycles
from mcpgen.checks.metadata import metadata
from mcpgen.checks.metrics import metrics
from mcpgen.checks.network import network
from mcpgen.checks.ports import ports
from mcpgen.checks.probes import probes
from mcpgen.checks.references import classes, references
from mcpgen.checks.resources import resources
from mcpgen.checks.scaling import autoscalers, budgets
from mcpgen.checks.scheduling import scheduling
from mcpgen.checks.security import security
from mcpgen.checks.selectors import selectors
from mcpgen.checks.services import services
from mcpgen.checks.strategies import strategies
from mcpgen.checks.volumes import volumes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mcpgen.checks.findings import Finding
    from mcpgen.manifests.objects import Object

RULES: tuple[Callable[[Sequence[Object]], Iterator[Finding]], ...] = (
    ports,
    services,
    resources,
    autoscalers,
    metrics,
    budgets,
    selectors,
    network,
    container_names,
    restarts,
    variables,
    volumes,
    lifecycles,
    security,
    references,
    scheduling,
    strategies,
)
"""Rules that hold objects against each other."""

_TOGETHER = {"Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"}
"""The kinds that those rules look at."""


def check(objects: Sequence[Object], fresh: Sequence[Object], *, exempt: frozenset[str]) -> list[Finding]:
    """Everything that Kubernetes' schemas let pass and that is wrong all the same.

    `fresh` are those of `objects` that have not been judged before. `exempt` names variables whose value is said
    to be no secret.
    """
    found = [*metadata(fresh), *hosts(fresh), *classes(fresh), *annotated(fresh)]
    if not any(subject["kind"] in _TOGETHER for subject in fresh):
        return found
    found += [finding for rule in RULES for finding in rule(objects)]
    found += probes(objects)
    found += credentials(objects, exempt)
    return found
