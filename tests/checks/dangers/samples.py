"""Objects before and after, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.transition import Transition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.checks.dangers.danger import Class

Object = dict[str, Any]


def subject(kind: str, api_version: str = "v1", name: str = "a", **fields: Any) -> Object:
    """An object in the namespace `mcp`; `notes` are its annotations, `labels` its labels, all else its fields."""
    about: Object = {"name": name, "namespace": "mcp"}
    for field, key in (("notes", "annotations"), ("labels", "labels")):
        if field in fields:
            about[key] = fields.pop(field)
    return {"apiVersion": api_version, "kind": kind, "metadata": about, **fields}


def deployment(pod: Object | None = None, **spec: Any) -> Object:
    """A Deployment; `pod` is what its pods are, with one plain container where it names none."""
    whole = {"containers": [{"name": "a", "image": "org/a:v1"}], **(pod or {})}
    return subject("Deployment", "apps/v1", spec={"template": {"spec": whole}, **spec})


def service(**spec: Any) -> Object:
    """A Service."""
    return subject("Service", spec=spec)


def transition(old: Sequence[Object], new: Sequence[Object]) -> Transition:
    """What becomes of the server `a` in production."""
    return Transition("production", "a", old, new)


def said(classes: Sequence[Class], old: Sequence[Object], new: Sequence[Object]) -> list[str]:
    """Class and message of each danger that the classes find."""
    seen = transition(old, new)
    return [f"{each.name}: {danger.message}" for each in classes for danger in each.check(seen)]
