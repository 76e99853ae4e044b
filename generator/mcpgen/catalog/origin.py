"""Where a field of a resolved server was written: the way back from a merged value to its line in the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from mcpgen.catalog.merge import NAMED, identity
from mcpgen.yaml.nodes import Map, Seq, key_place, place, value_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.errors import Place

FieldPath: TypeAlias = tuple[str | int, ...]
"""A field of a server: `("env", "env", 1, "value")`."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One mapping that says something of a server, and its path in the catalog."""

    path: tuple[str, ...]
    value: Map


@dataclass(frozen=True, slots=True)
class Origin:
    """The layers of one resolved server, weakest first, and what they merged to."""

    layers: tuple[Layer, ...]
    merged: Mapping[str, Any]

    def find(self, path: FieldPath, *, at_key: bool = False) -> tuple[Place, str]:
        """The place and the dotted name of `path` in the strongest layer that wrote most of it.

        The place is the value's, or the key's with `at_key`; a field that no layer has gives its nearest parent.
        """
        names = _names(path, self.merged)
        depth, layer = 0, self.layers[-1]
        steps: FieldPath = ()
        for candidate in reversed(self.layers):
            walked = _walk(candidate.value, path, names)
            if len(walked) > depth:
                depth, layer, steps = len(walked), candidate, walked
        found = _place(layer.value, steps, at_key=at_key and depth == len(path))
        return found, dotted((*layer.path, *steps, *path[depth:]))

    def wrote(self, path: FieldPath) -> bool:
        """True where some layer wrote `path`, and no default of ours did."""
        value: Any = self.merged
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return False
        return bool(path)


def dotted(path: FieldPath) -> str:
    """The path as people write it: `mcp.search.env.env[1].value`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _names(path: FieldPath, merged: object) -> dict[int, tuple[str, str]]:
    """For each index in `path` into a list of named things: position in the path → (key, name of the item)."""
    names: dict[int, tuple[str, str]] = {}
    value: Any = merged
    for depth, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        key = NAMED.get(str(path[depth - 1])) if isinstance(step, int) and depth else None
        name = identity(value, key) if key else None
        if key and name is not None:
            names[depth] = (key, name)
    return names


def _walk(value: Any, path: FieldPath, names: Mapping[int, tuple[str, str]]) -> FieldPath:
    """As much of `path` as `value` has, with the indexes that it has there."""
    steps: list[str | int] = []
    for depth, step in enumerate(path):
        here = _index(value, *names[depth]) if depth in names else step
        if not isinstance(value, (Map, Seq)):
            break
        try:
            value = value[here]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
        if value is None:
            break
        steps.append(here)
    return tuple(steps)


def _index(items: object, key: str, name: str) -> int:
    """Where the item of that name is in a layer's list; past its end where it is not."""
    if not isinstance(items, list):
        return 0
    return next((i for i, item in enumerate(items) if identity(item, key) == name), len(items))


def _place(value: Map, steps: FieldPath, *, at_key: bool) -> Place:
    """The position of what `steps` lead to."""
    if not steps:
        return place(value)
    holder: Any = value
    for step in steps[:-1]:
        holder = holder[step]
    last = steps[-1]
    return key_place(holder, last) if at_key and isinstance(last, str) else value_place(holder, last)
