"""The catalog's JSON Schema, from the same model that reads the catalog."""

from __future__ import annotations

from typing import Any

from mcpgen.catalog import blanks
from mcpgen.catalog.delivery import Delivery
from mcpgen.catalog.environment import EnvironmentBlock, Top
from mcpgen.catalog.server import Settings

_ITEMS = {"PullSecret", "Variable", "Patch", "PatchTarget"}
"""Blocks that no layer completes: what they require, they require where they stand."""

_FACT = "Cluster"
"""What the name of a block begins with where it says something of a cluster: a server may have one of the same name."""

_DELIVERY = "Delivery"
"""The same for a block that says something of delivery."""


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a catalog file.

    A server may be told in several layers, so no single mapping requires a field that another may give;
    `null` removes what a lower layer says. Delivery has two layers; what an environment says of its cluster has one.
    """
    server = Settings.model_json_schema(by_alias=True)
    server_blocks = {**server.pop("$defs", {}), "Server": server}
    top = _strict(Top.model_json_schema(by_alias=True, ref_template=f"#/$defs/{_FACT}{{model}}"))
    facts = {f"{_FACT}{name}": block for name, block in top.pop("$defs", {}).items()}
    environment = facts.pop(f"{_FACT}{EnvironmentBlock.__name__}")
    top["properties"]["environments"]["additionalProperties"] = {"$ref": f"#/$defs/{EnvironmentBlock.__name__}"}
    top.pop("required", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_with_layers(top, blanks.TOP),
        "title": "mcpgen catalog",
        "patternProperties": {"^x-": True},
        "$defs": {
            **{name: block if name in _ITEMS else _layer(block) for name, block in server_blocks.items()},
            **facts,
            **_delivery(),
            EnvironmentBlock.__name__: _with_layers(environment, blanks.ENVIRONMENT),
        },
    }


def _delivery() -> dict[str, Any]:
    """The blocks of `delivery`, by name."""
    block = Delivery.model_json_schema(by_alias=True, ref_template=f"#/$defs/{_DELIVERY}{{model}}")
    inner = {f"{_DELIVERY}{name}": each for name, each in block.pop("$defs", {}).items()}
    strict = f"{_DELIVERY}Dependency"
    return {_DELIVERY: _layer(block), **{name: each if name == strict else _layer(each) for name, each in inner.items()}}


def _with_layers(block: dict[str, Any], blank: frozenset[str]) -> dict[str, Any]:
    """A block that holds layers; its fields that are in `blank` may have nothing below them."""
    server = {"$ref": "#/$defs/Server"}
    servers = {"type": "object", "additionalProperties": _or_null(server)}
    fields = {**block["properties"], "mcp": servers, "defaults": server, "delivery": {"$ref": f"#/$defs/{_DELIVERY}"}}
    return {**block, "properties": {name: _or_null(field) if name in blank else field for name, field in fields.items()}}


def _layer(block: dict[str, Any]) -> dict[str, Any]:
    """A block of which any field may be left to another layer, or removed by `null`."""
    found = {key: value for key, value in block.items() if key != "required"}
    fields = block.get("properties", {})
    return {**found, "properties": {name: _or_null(field) for name, field in fields.items()}} if fields else found


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    if any(branch.get("type") == "null" for branch in field.get("anyOf", ())):
        return field
    return {"anyOf": [field, {"type": "null"}]}


def _strict(node: Any) -> Any:
    """The schema without null as a value: of what has one layer, a blank is refused."""
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _strict(value) for key, value in node.items()}
    branches = [branch for branch in found.get("anyOf", ()) if branch.get("type") != "null"]
    if "anyOf" not in found or len(branches) == len(found["anyOf"]):
        return found
    rest = {key: value for key, value in found.items() if key not in {"anyOf", "default"}}
    return {**rest, **branches[0]} if len(branches) == 1 else {**rest, "anyOf": branches}
