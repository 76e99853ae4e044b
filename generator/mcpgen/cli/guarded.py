"""Bad input on its way out: the report and the exit code of an error, in the format that was asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from mcpgen.cli.options import Format
from mcpgen.errors import Exit, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def guarded(output: Format = Format.HUMAN) -> Iterator[None]:
    """Reports the problems of an invalid catalog and ends the command with their exit code."""
    from mcpgen.report.problems import problems_json, problems_text  # noqa: PLC0415 -- only a bad catalog pays for it

    try:
        yield
    except Invalid as error:
        if output is Format.JSON:
            typer.echo(problems_json(error.problems))
        else:
            typer.echo(problems_text(error.problems), err=True)
        raise typer.Exit(Exit.INVALID) from None
