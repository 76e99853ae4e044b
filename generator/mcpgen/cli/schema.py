"""`mcpgen schema`: the JSON Schema of the catalog, for editors."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the catalog; editors take it from `# yaml-language-server: $schema=…`."""
    from mcpgen.catalog.schema import json_schema  # noqa: PLC0415 -- `mcpgen --help` must not pay for it

    typer.echo(json.dumps(json_schema(), indent=2))
