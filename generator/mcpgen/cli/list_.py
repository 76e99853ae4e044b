"""`mcpgen list`: the servers by environment."""

from __future__ import annotations

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, Catalog, Format, FormatOption, JobsOption
from mcpgen.cli.progress import progress


def list_servers(catalog: Catalog = CATALOG, *, jobs: JobsOption = 0, output: FormatOption = Format.HUMAN) -> None:
    """Show every server by environment: image, replicas, host, and whether its files have drifted."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.report.overview import overview_json, overview_text  # noqa: PLC0415

    with guarded(output), progress("rendering", jobs) as work:
        rows = pipeline.overview(catalog, work)
    typer.echo(overview_json(rows) if output is Format.JSON else overview_text(rows))
