"""The `delivery` of each environment: what stands at the top, with what stands in the environment over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mcpgen.catalog.complaints import problems
from mcpgen.catalog.delivery import Delivery
from mcpgen.catalog.merge import merge
from mcpgen.catalog.origin import Layer, Origin, dotted
from mcpgen.errors import Problem
from mcpgen.yaml.nodes import Map, key_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.origin import FieldPath

FIELD = "delivery"
TOOLS = ("flux", "argocd")
"""Fields whose presence says which tool delivers."""

_REMEDY = "write one, or remove the line"


def deliveries(top: Map) -> tuple[dict[str, Delivery], list[Problem]]:
    """The environments that are delivered, by name, and what is wrong with any `delivery`.

    Each `delivery` is a mapping, if it is there at all.
    """
    found: dict[str, Delivery] = {}
    wrong = list(_blanks(top.get(FIELD), None, (FIELD,)))
    for name, block in top["environments"].items():
        wrong += _blanks(block.get(FIELD), top.get(FIELD), ("environments", name, FIELD))
        layers = delivery_layers(top, name)
        if layers:
            found[name], more = _typed(layers)
            wrong += more
    chosen = {name: each for name, each in found.items() if each.flux is not None or each.argocd is not None}
    return chosen, wrong


def delivery_layers(top: Map, environment: str) -> tuple[Layer, ...]:
    """What the catalog says of an environment's delivery, weakest first."""
    block = top["environments"][environment]
    layers = (((FIELD,), top.get(FIELD)), (("environments", environment, FIELD), block.get(FIELD)))
    return tuple(Layer(path, value) for path, value in layers if isinstance(value, Map))


def _typed(layers: tuple[Layer, ...]) -> tuple[Delivery, list[Problem]]:
    merged: dict[str, Any] = {}
    for layer in layers:
        merged = merge(merged, layer.value)
    try:
        return Delivery.model_validate(merged), []
    except ValidationError as error:
        return Delivery(), list(problems(error, Delivery, Origin(layers, merged)))


def _blanks(block: Any, below: Any, path: FieldPath) -> Iterator[Problem]:
    """Fields with nothing behind them that remove nothing: a tool's block that takes all defaults is `{}`."""
    for key, value in block.items() if isinstance(block, Map) else ():
        under = below.get(key) if isinstance(below, Map) else None
        if value is None and under is None:
            remedy = f"write `{key}: {{}}` for its defaults, or remove the line" if key in TOOLS else _REMEDY
            yield Problem(key_place(block, key), dotted((*path, key)), "expected a value, got nothing", remedy)
        else:
            yield from _blanks(value, under, (*path, key))
