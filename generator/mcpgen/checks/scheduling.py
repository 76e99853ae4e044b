"""Where pods may run: tolerations, affinity and spread that mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.metadata import is_qualified
from mcpgen.checks.pods import POD, hashable, items, mapping, of_kind
from mcpgen.checks.requirements import labels, requirements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


def scheduling(objects: Sequence[Object]) -> Iterator[Finding]:
    """Tolerations, affinity and topology spread of every pod."""
    for deployment in of_kind(objects, "Deployment"):
        pod = mapping(deployment, "spec", "template", "spec")
        yield from labels(deployment, (*POD, "nodeSelector"), mapping(pod, "nodeSelector"))
        for index, toleration in items(pod, "tolerations"):
            yield from _toleration(deployment, (*POD, "tolerations", index), toleration)
        if "affinity" in pod:
            yield from _nodes(deployment, (*POD, "affinity", "nodeAffinity"), mapping(pod, "affinity", "nodeAffinity"))
            for kind in ("podAffinity", "podAntiAffinity"):
                yield from _pods(deployment, (*POD, "affinity", kind), mapping(pod, "affinity", kind))
        yield from _spread(deployment, pod)


def _toleration(deployment: Object, path: PathInObject, toleration: dict[str, Any]) -> Iterator[Finding]:
    """Source: core/validation v1.34.0, ValidateTolerations."""
    exists, key = toleration.get("operator") == "Exists", toleration.get("key")
    if isinstance(key, str) and key and not is_qualified(key):
        yield finding(deployment, (*path, "key"), f"`{key[:80]}` is not the key of a taint", "write name, or prefix/name")
    if exists and toleration.get("value"):
        message = "Exists takes any value, so none may stand here"
        yield finding(deployment, (*path, "value"), message, "remove it, or write `operator: Equal`")
    if not exists and not key:
        message = "without a `key` only `operator: Exists` is possible, which tolerates every taint"
        yield finding(deployment, path, message, "write the taint's `key`")
    if toleration.get("tolerationSeconds") is not None and toleration.get("effect") != "NoExecute":
        message = "only of the effect NoExecute can a pod bear a while"
        yield finding(deployment, (*path, "tolerationSeconds"), message, "remove it, or write `effect: NoExecute`")


def _nodes(deployment: Object, path: PathInObject, affinity: dict[str, Any]) -> Iterator[Finding]:
    """Source: core/validation v1.34.0, ValidateNodeSelector, ValidateNodeSelectorTerm."""
    wanted = mapping(affinity, _REQUIRED)
    if affinity.get(_REQUIRED) is not None and not items(wanted, "nodeSelectorTerms"):
        remedy = "write `nodeSelectorTerms` with an item"
        yield finding(deployment, (*path, _REQUIRED), "no term that a node could meet", remedy)
    for index, term in items(wanted, "nodeSelectorTerms"):
        yield from requirements(deployment, (*path, _REQUIRED, "nodeSelectorTerms", index), term)
    for index, term in items(affinity, _PREFERRED):
        at = (*path, _PREFERRED, index, "preference")
        yield from requirements(deployment, at, mapping(term, "preference"))


def _pods(deployment: Object, path: PathInObject, affinity: dict[str, Any]) -> Iterator[Finding]:
    for index, term in items(affinity, _REQUIRED):
        yield from _term(deployment, (*path, _REQUIRED, index), term)
    for index, weighted in items(affinity, _PREFERRED):
        yield from _term(deployment, (*path, _PREFERRED, index, "podAffinityTerm"), mapping(weighted, "podAffinityTerm"))


def _term(deployment: Object, path: PathInObject, term: dict[str, Any]) -> Iterator[Finding]:
    """Source: core/validation v1.34.0, validatePodAffinityTerm."""
    key = term.get("topologyKey")
    if isinstance(key, str) and key and not is_qualified(key):
        remedy = "write a node's label, such as kubernetes.io/hostname"
        yield finding(deployment, (*path, "topologyKey"), f"`{key[:80]}` is not a label key", remedy)
    yield from requirements(deployment, (*path, "labelSelector"), mapping(term, "labelSelector"))


def _spread(deployment: Object, pod: dict[str, Any]) -> Iterator[Finding]:
    """Source: core/validation v1.34.0, validateTopologySpreadConstraints."""
    seen: set[Any] = set()
    for index, constraint in items(pod, "topologySpreadConstraints"):
        at: PathInObject = (*POD, "topologySpreadConstraints", index)
        key, action = hashable(constraint.get("topologyKey")), hashable(constraint.get("whenUnsatisfiable"))
        if (key, action) in seen:
            yield finding(deployment, at, f"{key} is spread over twice", "keep one of the two")
        seen.add((key, action))
        if constraint.get("minDomains") is not None and action != "DoNotSchedule":
            message = "`minDomains` needs `whenUnsatisfiable: DoNotSchedule`"
            yield finding(deployment, (*at, "minDomains"), message, "remove it, or write that")
        yield from requirements(deployment, (*at, "labelSelector"), mapping(constraint, "labelSelector"))
