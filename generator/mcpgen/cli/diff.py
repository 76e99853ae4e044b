"""`mcpgen diff`: what a sync would change in each cluster, object by object."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, CatalogOption, DiffFormat, Format, JobsOption
from mcpgen.cli.progress import progress
from mcpgen.errors import Exit


def diff(
    environment: Annotated[str | None, typer.Argument(help="Only this environment.", metavar="[ENV]")] = None,
    server: Annotated[str | None, typer.Argument(help="Only this server.")] = None,
    *,
    catalog: CatalogOption = CATALOG,
    jobs: JobsOption = 0,
    output: Annotated[DiffFormat, typer.Option("--format", help="Markdown is for pull requests.")] = DiffFormat.HUMAN,
) -> None:
    """Show what a sync would change in each cluster, object by object; exit 1 when something would."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.report.differences import differences_json, differences_markdown, differences_text  # noqa: PLC0415

    with guarded(Format.JSON if output is DiffFormat.JSON else Format.HUMAN), progress("rendering", jobs) as work:
        changes = pipeline.differences(catalog, environment, server, work)
    if output is DiffFormat.JSON:
        typer.echo(differences_json(changes))
    elif output is DiffFormat.MARKDOWN:
        typer.echo(differences_markdown(changes))
    else:
        typer.echo(differences_text(changes, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    raise typer.Exit(Exit.CHANGES if changes else Exit.CLEAN)
