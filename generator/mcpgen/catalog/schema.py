"""The catalog's JSON Schema, from the same model that reads the catalog."""

from __future__ import annotations

from typing import Any

from mcpgen.catalog.environment import Top
from mcpgen.catalog.server import Settings

_ITEMS = {"PullSecret", "Variable", "Patch", "PatchTarget", "StoreReference"}
"""Blocks that no layer completes: what they require, they require where they stand."""


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a catalog file.

    A server may be told in several layers, so no single mapping requires a field that another may give;
    `null` removes what a lower layer says.
    """
    server = Settings.model_json_schema(by_alias=True)
    top = Top.model_json_schema(by_alias=True)
    blocks = {**server.pop("$defs", {}), **top.pop("$defs", {}), "Server": server}
    layered = {name: block if name in _ITEMS else _layer(block) for name, block in blocks.items()}
    servers = {
        "type": "object",
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/Server"}, {"type": "null"}]},
    }
    for holder in (top, layered["EnvironmentBlock"]):
        holder["properties"]["mcp"] = servers
        holder["properties"]["defaults"] = {"$ref": "#/$defs/Server"}
    layered["EnvironmentBlock"]["required"] = ["namespace"]
    top.pop("required", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mcpgen catalog",
        **top,
        "$defs": layered,
    }


def _layer(block: dict[str, Any]) -> dict[str, Any]:
    """A block of which any field may be left to another layer, or removed by `null`."""
    found = {key: value for key, value in block.items() if key != "required"}
    fields = block.get("properties", {})
    return {**found, "properties": {name: _or_null(field) for name, field in fields.items()}} if fields else found


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    if any(branch.get("type") == "null" for branch in field.get("anyOf", ())):
        return field
    return {"anyOf": [field, {"type": "null"}]}
