"""Selectors that select the server's own pods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_SELECTORS: dict[str, PathInObject] = {
    "Deployment": ("spec", "selector", "matchLabels"),
    "Service": ("spec", "selector"),
    "PodDisruptionBudget": ("spec", "selector", "matchLabels"),
    "NetworkPolicy": ("spec", "podSelector", "matchLabels"),
}
"""Kind → where its selector of this server's pods is."""


def selectors(objects: Sequence[Object]) -> Iterator[Finding]:
    """Each selector against the labels of the pod template: one that matches nothing fails in silence."""
    for deployment in of_kind(objects, "Deployment"):
        labels = mapping(deployment, "spec", "template", "metadata", "labels")
        for subject in objects:
            path = _SELECTORS.get(subject["kind"])
            wanted: dict[str, Any] = mapping(subject, *map(str, path)) if path else {}
            for key, value in wanted.items():
                if path and labels.get(key) != value:
                    message = f"selects pods with {key}={value}, and this server's have {labels.get(key, 'no such label')}"
                    yield finding(subject, (*path, key), message, "let selector and pod labels agree")
