"""docs/catalog.md against the model: every field is there with its default and an example, and every example is valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mcpgen.catalog.schema import json_schema
from tests.tools import ROOT, mcpgen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (ROOT / "docs" / "catalog.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TABLES = {"Top field": "", "Server field": "Server", "Environment field": "EnvironmentBlock", "Delivery field": "Delivery"}
"""What the first column of a table of fields is called, and the block of the schema that it lists."""

IMAGE = f"image: {{repository: org/server, tag: v1, digest: 'sha256:{'0' * 64}'}}"
ENVIRONMENTS = f"""\
environments:
  staging: {{namespace: mcp, domain: staging.example.com, defaults: {{port: 8000, {IMAGE}}}}}
  production: {{namespace: mcp, domain: example.com, defaults: {{port: 8000, {IMAGE}}}}}
"""
SERVERS = f"""\
mcp:
  search: {{port: 8000, {IMAGE}}}
"""


def fields(block: str) -> dict[str, Any]:
    """Every field below a block of the schema: dotted path (`[]` for an item) → the field's own schema."""
    schema = json_schema()
    return dict(_leaves(schema, schema["$defs"][block] if block else schema, ""))


def _leaves(schema: dict[str, Any], block: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, field in block["properties"].items():
        path = f"{prefix}.{name}" if prefix else name
        inner = _resolved(schema, field)
        item = _resolved(schema, inner.get("items", {}))
        if {"image", "grouping"} & inner.get("properties", {}).keys():  # a server or a delivery: a table of its own
            yield path, inner
        elif "properties" in inner:
            yield from _leaves(schema, inner, path)
        elif "properties" in item:
            yield from _leaves(schema, item, f"{path}[]")
        else:
            yield path, inner


def _resolved(schema: dict[str, Any], field: dict[str, Any]) -> dict[str, Any]:
    """The field behind a reference, or beside the null that a layer may write."""
    if "$ref" in field:
        return _resolved(schema, schema["$defs"][field["$ref"].rpartition("/")[2]])
    if "anyOf" in field:
        return _resolved(schema, next(branch for branch in field["anyOf"] if branch.get("type") != "null"))
    return field


def rows(table: str) -> dict[str, str]:
    """Every field in the page's tables of that name, with what stands in the last column of its row."""
    found: dict[str, str] = {}
    for block in re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE):
        head, _, *lines = [line.strip("| ").split(" | ") for line in block.splitlines()]
        if head[0] == table:
            for first, *_, last in lines:
                names = re.findall(r"`([^`]+)`", first)
                assert names
                assert not found.keys() & names
                found.update(dict.fromkeys(names, last))
    return found


def words(schema: Any) -> set[str]:
    """The name of every property anywhere in the schema."""
    if isinstance(schema, list):
        return {word for part in schema for word in words(part)}
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties")
    return {*(own if isinstance(own, dict) else ()), *(word for part in schema.values() for word in words(part))}


def written(value: Any, prefix: str = "") -> Iterator[str]:
    """The path of everything in a mapping, at every depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{prefix}.{key}" if prefix else key
            yield path
            yield from written(inner, path)
    elif isinstance(value, list):
        for inner in value:
            yield from written(inner, f"{prefix}[]")


def examples() -> tuple[set[str], set[str], set[str]]:
    """What the page's examples write: paths below servers, below environments, and below delivery."""
    catalogs = [yaml.safe_load(block) for block in BLOCKS]
    environments = [each for catalog in catalogs for each in catalog.get("environments", {}).values()]
    holders = [*catalogs, *environments]
    servers = [server for holder in holders for server in holder.get("mcp", {}).values()]
    servers += [holder.get("defaults", {}) for holder in holders]
    deliveries = [holder.get("delivery", {}) for holder in holders]
    found = ({path for each in holder for path in written(each)} for holder in (servers, environments, deliveries))
    return next(found), next(found), next(found)


def completed(block: str) -> str:
    """The example as a whole catalog."""
    top = yaml.safe_load(block)
    return f"{'' if 'environments' in top else ENVIRONMENTS}{block}{'' if 'mcp' in top else SERVERS}"


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_is_valid(tmp_path: Path, block: str) -> None:
    """`mcpgen validate` takes every example of the page."""
    (tmp_path / "servers").mkdir()
    (tmp_path / "servers" / "team.yaml").write_text(SERVERS.replace("search", "included"), encoding="utf-8")
    (tmp_path / "catalog.yaml").write_text(completed(block), encoding="utf-8")
    done = mcpgen("validate", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_every_word_of_the_schema_is_named() -> None:
    """Each property of the JSON Schema stands in backticks somewhere on the page."""
    named = {word for text in re.findall(r"`([^`\n]+)`", PAGE) for word in re.split(r"[.\[\]]+", text)}
    assert words(json_schema()) <= named


@pytest.mark.parametrize(("table", "block"), TABLES.items())
def test_tables_list_the_fields_of_the_schema(table: str, block: str) -> None:
    """Each field has one row, in full; no row names a field that the schema lacks."""
    assert sorted(rows(table)) == sorted(fields(block))


@pytest.mark.parametrize(("table", "block"), TABLES.items())
def test_tables_tell_the_defaults_of_the_schema(table: str, block: str) -> None:
    """Where the model has a plain default, the row's last column has it too."""
    told = rows(table)
    for path, field in fields(block).items():
        default = field.get("default")
        if isinstance(default, (str, int)):
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            assert f"`{shown}`" in told[path], path


def test_every_field_has_an_example() -> None:
    """What a table names, some example of the page writes."""
    servers, environments, deliveries = examples()
    assert fields("Server").keys() <= servers
    assert fields("EnvironmentBlock").keys() <= environments
    assert fields("Delivery").keys() <= deliveries
