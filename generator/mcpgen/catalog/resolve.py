"""From a loaded catalog to typed values: its environments, and each server once per environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mcpgen.catalog.blanks import told
from mcpgen.catalog.complaints import problems, shown, suggestion
from mcpgen.catalog.deliveries import deliveries, delivery_layers
from mcpgen.catalog.environment import Environment, Top
from mcpgen.catalog.merge import merge
from mcpgen.catalog.names import name_problem
from mcpgen.catalog.origin import Layer, Origin, dotted
from mcpgen.catalog.server import Settings
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.yaml.nodes import Map, empty, key_place, only, value_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mcpgen.catalog.delivery import Delivery
    from mcpgen.catalog.source import Source


@dataclass(frozen=True, slots=True, eq=False)
class Server:
    """One resolved server in one environment, or in what its environments agree on (its base); equal only to itself."""

    name: str
    settings: Settings
    environment: Environment
    origin: Origin


@dataclass(frozen=True, slots=True)
class Family:
    """A server's base, and the server in each environment where it is enabled."""

    name: str
    base: Server
    variants: tuple[Server, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalog whose environments are typed; its servers are still one mapping a layer.

    `problems` are those of names and shapes, so that they can be told together with those of the servers in `names`.
    """

    source: Source
    environments: tuple[Environment, ...]
    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    deliveries: Mapping[str, Delivery] = field(default_factory=dict)

    def environment_origin(self, name: str | None) -> Origin:
        """Where the catalog says what it says of the environment `name`."""
        block = self.source.top["environments"][name]
        own = Layer(("environments", str(name)), block)
        if not isinstance(self.source.top.get("delivery"), Map):
            return Origin((own,), block)
        shared = only(self.source.top, "delivery")
        return Origin((Layer((), shared), own), merge(shared, block))

    def delivery_origin(self, name: str) -> Origin:
        """Where the catalog says how the environment `name`, which is delivered, gets into its cluster."""
        layers = delivery_layers(self.source.top, name)
        merged: dict[str, Any] = {}
        for layer in layers:
            merged = merge(merged, layer.value)
        return Origin(layers, merged)


def catalog(source: Source) -> Catalog:
    """Types the top level and checks every name. Raises Invalid where the top level is not sound."""
    found = [*_shapes(source), *_names(source)]
    try:
        top = Top.model_validate(source.top)
    except ValidationError as error:
        wrong = problems(error, Top, Origin((Layer((), source.top),), source.top))
        raise Invalid([*found, *told(source.top, wrong)]) from None
    delivered, misdelivered = deliveries(source.top)
    found += [*told(source.top, ()), *misdelivered]
    names = sorted({*source.servers, *(name for block in top.environments.values() for name in block.mcp)})
    if not names:
        remedy = "write at least one server below `mcp`; an empty catalog never removes what is there"
        raise Invalid([*found, Problem(Place(source.file), "mcp", "the catalog has no servers", remedy)])
    blocks = sorted(top.environments.items())
    environments = tuple(Environment.of(name, block, delivered.get(name)) for name, block in blocks)
    misshapen = {name for _, holder, name in _servers(source) if not isinstance(holder[name], Map | None)}
    sound = [name for name in names if name_problem(name) is None and name not in misshapen]
    return Catalog(source, environments, tuple(sound), tuple(found), delivered)


def family(whole: Catalog, name: str) -> Family | None:
    """The server `name` in every environment that enables it; None where none does. Raises Invalid."""
    source = whole.source
    memo: dict[tuple[int, ...], _Typed] = {}
    variants: list[Server] = []
    found: list[Problem] = []
    for environment in whole.environments:
        layers = _layers(source, name, environment.name)
        if layers is None:
            continue
        key = tuple(id(layer.value) for layer in layers)
        typed = memo.get(key) or memo.setdefault(key, _type(layers))
        found += _incomplete(source, name, environment.name, typed)
        if typed.settings and typed.settings.enabled:
            variants.append(Server(name, typed.settings, environment, typed.origin))
    if found:
        raise Invalid(found)
    return Family(name, _base(whole, variants, memo), tuple(variants)) if variants else None


@dataclass(frozen=True, slots=True)
class _Typed:
    """Merged layers with their typed settings, or with the problems that stand in the way."""

    origin: Origin
    settings: Settings | None = None
    problems: tuple[Problem, ...] = ()
    lacks_only: bool = False


def _layers(source: Source, name: str, environment: str | None) -> tuple[Layer, ...] | None:
    """What the catalog says of a server, weakest first; None where it says nothing of it there."""
    top = source.top
    block = top["environments"][environment] if environment else {}
    over = block.get("mcp") or {}
    if name not in source.servers and name not in over:
        return None
    layers = [
        (("defaults",), top.get("defaults")),
        (("environments", environment or "", "defaults"), block.get("defaults")),
        (("mcp", name), source.servers.get(name)),
        (("environments", environment or "", "mcp", name), _said(over, name)),
    ]
    return tuple(Layer(path, value) for path, value in layers if isinstance(value, Map))


def _said(holder: Any, name: str) -> Any:
    """What `holder` says of a server; a name with nothing below it says nothing, but stands there."""
    return empty(holder, name) if name in holder and holder[name] is None else holder.get(name)


def _type(layers: tuple[Layer, ...]) -> _Typed:
    """Merges and types one server. Only missing fields in a disabled server are no problem."""
    merged: dict[str, Any] = {}
    for layer in layers:
        merged = merge(merged, layer.value)
    origin = Origin(layers, merged)
    try:
        return _Typed(origin, Settings.model_validate(merged))
    except ValidationError as error:
        lacks_only = all(detail["type"] == "missing" for detail in error.errors(include_url=False))
        if lacks_only and merged.get("enabled") is False:
            return _Typed(origin)
        return _Typed(origin, None, tuple(problems(error, Settings, origin)), lacks_only)


def _incomplete(source: Source, name: str, environment: str | None, typed: _Typed) -> tuple[Problem, ...]:
    """The problems of one server; a misspelt name in an environment is told as such."""
    if not typed.lacks_only or name in source.servers:
        return typed.problems
    holder = source.top["environments"][environment]["mcp"]
    remedy = suggestion(name, sorted(source.servers))
    wrong = "no server of this name stands under `mcp`, and this one is not complete in itself"
    return (Problem(key_place(holder, name), f"environments.{environment}.mcp.{name}", wrong, remedy),)


def _base(whole: Catalog, variants: list[Server], memo: dict[tuple[int, ...], _Typed]) -> Server:
    """The server without an environment; where that is not complete, as in the first environment that has it."""
    first = variants[0]
    common = Environment.common([variant.environment for variant in variants])
    layers = _layers(whole.source, first.name, None)
    if layers is None:
        return Server(first.name, first.settings, common, first.origin)
    key = tuple(id(layer.value) for layer in layers)
    typed = memo.get(key) or _type(layers)
    if typed.settings is None and typed.lacks_only:
        return Server(first.name, first.settings, common, first.origin)
    if typed.settings is None:
        raise Invalid(typed.problems)
    return Server(first.name, typed.settings, common, typed.origin)


def _names(source: Source) -> Iterator[Problem]:
    """Servers and environments whose names Kubernetes or a file system refuses."""
    blocks = source.top.get("environments")
    if isinstance(blocks, Map):
        for environment in blocks:
            yield from _name(blocks, environment, ("environments",))
    for path, holder, name in _servers(source):
        if path == ("mcp",) or name not in source.servers:
            yield from _name(holder, name, path)


def _name(holder: Map, name: str, path: tuple[str, ...]) -> Iterator[Problem]:
    wrong = name_problem(name)
    if wrong:
        yield Problem(key_place(holder, name), dotted((*path, name)), *wrong)


def _servers(source: Source) -> Iterator[tuple[tuple[str, ...], Map, str]]:
    """Every server that is written anywhere: path of the mapping that holds it, that mapping, the server's name."""
    for name, holder in source.holders.items():
        yield ("mcp",), holder, name
    blocks = source.top.get("environments")
    for environment, block in blocks.items() if isinstance(blocks, Map) else ():
        over = block.get("mcp") if isinstance(block, Map) else None
        if isinstance(over, Map):
            yield from ((("environments", environment, "mcp"), over, name) for name in over)


def _shapes(source: Source) -> Iterator[Problem]:
    """Servers that are not mappings; an empty one counts as a mapping without fields."""
    for path, holder, name in _servers(source):
        if not isinstance(holder[name], Map | None):
            wrong = f"expected a mapping, got {shown(holder[name])}"
            yield Problem(
                value_place(holder, name),
                dotted((*path, name)),
                wrong,
                "write the server's fields below its name",
            )
