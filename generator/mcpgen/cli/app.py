"""The command line: `mcpgen COMMAND`, its exit codes, and the last stop of every error."""

from __future__ import annotations

import gc
import sys
import traceback
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from mcpgen.cli import bootstrap, diff, explain, init, lint, list_, render, schema, sync, validate
from mcpgen.errors import Exit, McpgenError

if TYPE_CHECKING:
    from types import TracebackType

app = typer.Typer(
    name="mcpgen",
    help="One catalog of MCP servers in, Kustomize bases and overlays for Flux or Argo CD out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("sync")(sync.sync)
app.command("validate")(validate.validate)
app.command("lint")(lint.lint)
app.command("diff")(diff.diff)
app.command("render")(render.render)
app.command("list")(list_.list_servers)
app.command("explain")(explain.explain)
app.command("bootstrap")(bootstrap.bootstrap)
app.command("schema")(schema.schema)
app.command("init")(init.init)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"mcpgen {version('mcpgen')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the version and exit.",
            is_eager=True,
            callback=lambda value: _version(asked=value),
        ),
    ] = False,
) -> None:
    """Exit codes: 0 clean or written, 1 changes, 2 usage, 3 invalid catalog, 4 conflict, 5 I/O failure or a bug."""


class _LastStop:
    """Turns what no command handled into a report and an exit code; a traceback means a bug of ours."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, McpgenError):
            sys.stderr.write(f"{error}\n")
            sys.exit(error.code)
        if isinstance(error, BrokenPipeError):
            sys.stderr.close()
            sys.exit(Exit.FAILURE)
        if isinstance(error, OSError):
            sys.stderr.write(f"{error.strerror}: {error.filename or 'the output'}\n")
            sys.exit(Exit.FAILURE)
        if isinstance(error, Exception):
            traceback.print_exception(kind, error, trace)
            sys.stderr.write("this is a bug in mcpgen: please report it with the lines above\n")
            sys.exit(Exit.FAILURE)


def main() -> None:
    """The entry point of the `mcpgen` program."""
    gc.disable()  # one short run over data that lives to its end: collecting it again and again doubles the time
    with _LastStop():
        app()
