"""What a cluster holds against what was rendered: the server adds defaults, so the rendered must be contained in the live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.quantity import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from e2e.kubectl import Key, Object

_QUANTITIES = {"requests", "limits", "emptyDir"}
"""Fields below which the server writes quantities in its own form: `1000m` becomes `1`."""


def missing(wanted: Any, live: Any, path: str = "") -> list[str]:
    """The places where `live` does not hold what `wanted` says."""
    if isinstance(wanted, dict) and isinstance(live, dict):
        return [each for name in wanted for each in missing(wanted[name], live.get(name), f"{path}/{name}")]
    if isinstance(wanted, list) and isinstance(live, list) and len(wanted) == len(live):
        pairs = enumerate(zip(wanted, live, strict=True))
        return [each for index, (one, other) in pairs for each in missing(one, other, f"{path}/{index}")]
    return [] if wanted == live or _same_quantity(wanted, live, path) else [f"{path}: wanted {wanted!r}, found {live!r}"]


def states(live: Mapping[Key, Object]) -> dict[Key, Object]:
    """Each object without its status, which controllers write at any time, and what changes with the status.

    What no controller writes to keeps its resource version, which changes with every write of whatever part.
    """
    return {name: _state(each) for name, each in live.items()}


def changed(before: Mapping[Key, Object], after: Mapping[Key, Object]) -> set[Key]:
    """The objects that came, went or are another than they were."""
    one, other = states(before), states(after)
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


def _state(subject: Object) -> Object:
    hidden = {"managedFields", "resourceVersion"} if "status" in subject else {"managedFields"}
    metadata = {name: value for name, value in subject["metadata"].items() if name not in hidden}
    return {**{name: value for name, value in subject.items() if name != "status"}, "metadata": metadata}


def _same_quantity(wanted: Any, live: Any, path: str) -> bool:
    if not isinstance(wanted, str) or not isinstance(live, str) or _QUANTITIES.isdisjoint(path.split("/")):
        return False
    return parse(wanted) == parse(live)
