"""What a cluster holds against what was rendered: the server adds defaults, so the rendered must be contained in the live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.quantity import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from e2e.kubectl import Key, Object

_QUANTITIES = {"requests", "limits", "emptyDir"}
"""Fields below which the server writes quantities in its own form: `1000m` becomes `1`."""
_WRITTEN_AT_ANY_TIME = {"managedFields", "resourceVersion"}
_REVISION = "deployment.kubernetes.io/revision"


def missing(wanted: Any, live: Any, path: str = "") -> list[str]:
    """The places where `live` does not hold what `wanted` says."""
    if isinstance(wanted, dict) and isinstance(live, dict):
        return [each for name in wanted for each in missing(wanted[name], live.get(name), f"{path}/{name}")]
    if isinstance(wanted, list) and isinstance(live, list) and len(wanted) == len(live):
        pairs = enumerate(zip(wanted, live, strict=True))
        return [each for index, (one, other) in pairs for each in missing(one, other, f"{path}/{index}")]
    return [] if wanted == live or _same_quantity(wanted, live, path) else [f"{path}: wanted {wanted!r}, found {live!r}"]


def changed(before: Mapping[Key, Object], after: Mapping[Key, Object]) -> set[Key]:
    """The objects that came, went or are another than they were."""
    one, other = ({name: _state(each) for name, each in live.items()} for live in (before, after))
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


def _state(subject: Object) -> Object:
    """An object without what controllers write to it at any time; its generation and identity stay in it."""
    metadata = {name: value for name, value in subject["metadata"].items() if name not in _WRITTEN_AT_ANY_TIME}
    notes = {name: value for name, value in metadata.pop("annotations", {}).items() if name != _REVISION}
    return {**subject, "status": None, "metadata": {**metadata, "annotations": notes}}


def _same_quantity(wanted: Any, live: Any, path: str) -> bool:
    if not isinstance(wanted, str) or not isinstance(live, str) or _QUANTITIES.isdisjoint(path.split("/")):
        return False
    return parse(wanted) == parse(live)
