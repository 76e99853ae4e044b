"""`mcpgen explain`: which line of the catalog a generated line comes from."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, CatalogOption, Format, FormatOption


def explain(
    file: Annotated[
        str, typer.Argument(help="A file below base/, overlays/ or clusters/, and a line.", metavar="PATH[:LINE]")
    ],
    *,
    catalog: CatalogOption = CATALOG,
    output: FormatOption = Format.HUMAN,
) -> None:
    """Show which line of the catalog a generated line comes from."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.report.explanations import explanations_json, explanations_text  # noqa: PLC0415

    path, line = _parsed(file)
    prefix = "" if catalog.parent.as_posix() == "." else f"{catalog.parent.as_posix()}/"
    with guarded(output):
        found = pipeline.explained(catalog, path.removeprefix("./").removeprefix(prefix), line)
    typer.echo(explanations_json(found) if output is Format.JSON else explanations_text(found))


def _parsed(file: str) -> tuple[str, int | None]:
    """`path` or `path:line`, as grep and editors write it."""
    found = re.fullmatch(r"(.+?):([0-9]{1,9})(?::[0-9]*)?", file)
    return (found[1], int(found[2])) if found else (file, None)
