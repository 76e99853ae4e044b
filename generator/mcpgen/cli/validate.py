"""`mcpgen validate`: every problem of the catalog and of what it asks for; no file is read or written beside it."""

from __future__ import annotations

import typer

from mcpgen.cli.options import CATALOG, Catalog, Format, FormatOption
from mcpgen.cli.progress import progress


def validate(catalog: Catalog = CATALOG, *, output: FormatOption = Format.HUMAN) -> None:
    """Check the catalog and every object that it would give, without looking at base/ and overlays/."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.report.problems import valid_json, valid_text  # noqa: PLC0415

    with progress("checking") as done:
        whole = pipeline.load(catalog)
        files = pipeline.generate(whole, done)
    show = valid_json if output is Format.JSON else valid_text
    typer.echo(show(whole, files), err=output is Format.HUMAN)
