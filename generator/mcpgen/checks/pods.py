"""The ways into a workload's pod that rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.manifests.objects import Object, PathInObject

POD: PathInObject = ("spec", "template", "spec")


def of_kind(objects: Sequence[Object], kind: str) -> list[Object]:
    """The objects of that kind."""
    return [subject for subject in objects if subject["kind"] == kind]


def mapping(value: Any, *steps: str) -> dict[str, Any]:
    """The mapping that `steps` lead to; an empty one where something else, or nothing, is there."""
    try:
        for step in steps:
            value = value.get(step, {})
    except AttributeError:
        return {}
    return value if isinstance(value, dict) else {}


def items(value: Any, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of the list `value[key]` with their indexes; what has another shape is the schema's to tell."""
    found = value.get(key) if isinstance(value, dict) else None
    return [(i, item) for i, item in enumerate(found) if isinstance(item, dict)] if isinstance(found, list) else []


def containers(deployment: Object) -> list[tuple[PathInObject, dict[str, Any]]]:
    """Every container with its path in the object, init containers first, as they start."""
    pod = mapping(deployment, "spec", "template", "spec")
    return [
        ((*POD, group, index), container)
        for group in ("initContainers", "containers")
        for index, container in items(pod, group)
    ]


def hashable(value: Any) -> Any:
    """The value, or text that stands for a list or mapping where neither belongs: the schema tells of those."""
    return repr(value) if isinstance(value, (dict, list)) else value
