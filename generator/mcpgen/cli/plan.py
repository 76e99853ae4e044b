"""`mcpgen plan`: what merging the files on disk would do to each cluster, and what is dangerous in it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, Catalog, DiffFormat, Format, JobsOption
from mcpgen.cli.progress import progress
from mcpgen.errors import Exit

if TYPE_CHECKING:
    from mcpgen.stages.outlook import Outlook

Against = Annotated[
    str | None,
    typer.Option(help="The commit to hold the files against; `REV...` is its merge base with HEAD.", metavar="REV"),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(help="Exit 1 for dangers of these classes, or of a severity (high, medium), or any.", metavar="CLASS,…"),
]


def plan(
    catalog: Catalog = CATALOG,
    *,
    against: Against = None,
    fail_on: FailOn = None,
    jobs: JobsOption = 0,
    output: Annotated[DiffFormat, typer.Option("--format", help="Markdown is for pull requests.")] = DiffFormat.HUMAN,
) -> None:
    """Show what merging the files on disk would do to each cluster, dangers first."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.checks.dangers.classes import failing  # noqa: PLC0415

    classes = failing(word for words in fail_on or () for word in words.split(","))
    with guarded(Format.JSON if output is DiffFormat.JSON else Format.HUMAN), progress("comparing", jobs) as work:
        outlook = pipeline.outlook(catalog, against, work)
    found = [each.name for each in classes if any(threat.kind is each for threat in outlook.threats)]
    typer.echo(_shown(outlook, output, found))
    if found and output is not DiffFormat.JSON:
        typer.echo(f"fails for {', '.join(found)}", err=True)
    raise typer.Exit(Exit.CHANGES if found else Exit.CLEAN)


def _shown(outlook: Outlook, output: DiffFormat, found: list[str]) -> str:
    from mcpgen.report.plan import plan_json, plan_text  # noqa: PLC0415 -- as above
    from mcpgen.report.plan_markdown import plan_markdown  # noqa: PLC0415

    if output is DiffFormat.JSON:
        return plan_json(outlook, found)
    if output is DiffFormat.MARKDOWN:
        return plan_markdown(outlook)
    return plan_text(outlook, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
