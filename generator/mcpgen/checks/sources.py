"""Where a variable takes its value from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.complaints import near
from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.manifests.objects import Object, PathInObject

_FIELDS = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
]
"""What a variable can show of its pod. Source: core/validation v1.34.0, validEnvDownwardAPIFieldPathExpressions."""

_RESOURCES = [f"{side}.{name}" for side in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage")]
"""What it can show of its container. Source: core/validation v1.34.0, validContainerResourceFieldPathExpressions."""

_SUBSCRIPT = re.compile(r"metadata\.(?:labels|annotations)\['.+'\]")
_HUGE = re.compile(r"(?:limits|requests)\.hugepages-.+")


def source(deployment: Object, at: PathInObject, variable: dict[str, Any]) -> Iterator[Finding]:
    """The one source of a variable with `valueFrom`, without a literal beside it.

    Source: core/validation v1.34.0, validateEnvVarValueFrom.
    """
    written = [key for key, value in variable["valueFrom"].items() if value is not None]
    if variable.get("value", "") != "":
        yield finding(deployment, at, "both value and valueFrom", "keep one of the two")
    elif not written:
        yield finding(deployment, (*at, "valueFrom"), "no source", "write one, such as `secretKeyRef: {name: …, key: …}`")
    elif len(written) > 1:
        yield finding(deployment, (*at, "valueFrom", written[1]), f"both {' and '.join(written)}", "keep one")
    shown = mapping(variable, "valueFrom", "fieldRef").get("fieldPath")
    if isinstance(shown, str) and shown not in _FIELDS and not _SUBSCRIPT.fullmatch(shown):
        message = f"`{shown[:80]}` is no field of a pod that a variable can show"
        yield finding(deployment, (*at, "valueFrom", "fieldRef", "fieldPath"), message, near(shown, _FIELDS))
    asked = mapping(variable, "valueFrom", "resourceFieldRef").get("resource")
    if isinstance(asked, str) and asked not in _RESOURCES and not _HUGE.fullmatch(asked):
        message = f"`{asked[:80]}` is no resource that a variable can show"
        yield finding(deployment, (*at, "valueFrom", "resourceFieldRef", "resource"), message, near(asked, _RESOURCES))
