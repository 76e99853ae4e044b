"""The requirements of selectors: labels that can be, operators with as many values as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.metadata import is_qualified, label_problem
from mcpgen.checks.pods import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.manifests.objects import Object, PathInObject

_NONE = {"Exists", "DoesNotExist"}
_ONE = {"Gt", "Lt"}


def labels(subject: Object, path: PathInObject, wanted: dict[str, Any]) -> Iterator[Finding]:
    """Labels that something is asked to have, and nothing can."""
    for key, value in wanted.items():
        wrong = label_problem(key, value) if isinstance(value, str) else None
        if wrong:
            yield finding(subject, (*path, key), *wrong)


def requirements(subject: Object, path: PathInObject, selector: dict[str, Any]) -> Iterator[Finding]:
    """The `matchLabels` and `matchExpressions` of a selector at `path`. Of an unknown operator, the schema tells.

    Source: core/validation v1.34.0, ValidateNodeSelectorRequirement; apimachinery v0.34.0, ValidateLabelSelectorRequirement.
    """
    yield from labels(subject, (*path, "matchLabels"), mapping(selector, "matchLabels"))
    for index, requirement in items(selector, "matchExpressions"):
        at = (*path, "matchExpressions", index)
        operator, values = str(requirement.get("operator")), requirement.get("values") or []
        count = len(values) if isinstance(values, list) else 1
        key = requirement.get("key")
        if isinstance(key, str) and not is_qualified(key):
            yield finding(subject, (*at, "key"), f"`{key[:80]}` is not a label key", "write name, or prefix/name")
        if operator in _NONE and count:
            yield finding(subject, (*at, "values"), f"{operator} takes no values", "remove them, or write `operator: In`")
        elif operator in _ONE and count != 1:
            yield finding(subject, at, f"{operator} takes one value, got {count}", "write `values` with one number")
        elif operator in {"In", "NotIn"} and not count:
            yield finding(subject, at, f"{operator} without values", "write `values`, or `operator: Exists`")
