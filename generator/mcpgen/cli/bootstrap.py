"""`mcpgen bootstrap`: the one command that hooks a cluster up."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, CatalogOption, Format, FormatOption


class ToolName(StrEnum):
    """The tools that deliver."""

    FLUX = "flux"
    ARGOCD = "argocd"


def bootstrap(
    tool: Annotated[ToolName, typer.Argument(help="What reconciles the cluster.")],
    environment: Annotated[str, typer.Argument(help="The environment whose cluster it is.", metavar="ENV")],
    *,
    catalog: CatalogOption = CATALOG,
    output: FormatOption = Format.HUMAN,
) -> None:
    """Print the one command that hooks a cluster up to git, and say what it needs and makes; nothing is run."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.report.bootstrap import bootstrap_json, bootstrap_text  # noqa: PLC0415

    with guarded(output):
        found = pipeline.hook(catalog, tool, environment)
    if output is Format.JSON:
        typer.echo(bootstrap_json(found))
    else:
        typer.echo(bootstrap_text(found), err=True)
        typer.echo(found.command)
