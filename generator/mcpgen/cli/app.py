"""The command line: `mcpgen COMMAND`, its exit codes, and the last stop of every error."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mcpgen.cli import bootstrap, diff, explain, init, lint, list_, plan, render, schema, sync, validate
from mcpgen.errors import Exit, McpgenError

if TYPE_CHECKING:
    from types import TracebackType

app = typer.Typer(
    name="mcpgen",
    help="One catalog of MCP servers in, Kustomize bases and overlays for Flux or Argo CD out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich takes a third of the time of `mcpgen --help`, and its boxes break when they are pasted
    pretty_exceptions_enable=False,
)
app.command("sync", short_help="Make the generated files what the catalog asks for.")(sync.sync)
app.command("validate", short_help="Check the catalog and every object it would give.")(validate.validate)
app.command("lint", short_help="Say what is allowed and will not do what it seems to.")(lint.lint)
app.command("diff", short_help="Show what a sync would change in each cluster.")(diff.diff)
app.command("plan", short_help="Show what merging the files on disk would do.")(plan.plan)
app.command("render", short_help="Print what `kustomize build overlays/ENV` would.")(render.render)
app.command("list", short_help="Show every server by environment.")(list_.list_servers)
app.command("explain", short_help="Show where a generated line comes from.")(explain.explain)
app.command("bootstrap", short_help="Print the one command that hooks a cluster up to git.")(bootstrap.bootstrap)
app.command("schema", short_help="Print the JSON Schema of the catalog.")(schema.schema)
app.command("init", short_help="Write a commented starter catalog.")(init.init)


def _version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 -- a twentieth of a second that only this option needs

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
            import traceback  # noqa: PLC0415 -- only a bug pays for it

            traceback.print_exception(kind, error, trace)
            sys.stderr.write("this is a bug in mcpgen: please report it with the lines above\n")
            sys.exit(Exit.FAILURE)


def main() -> None:
    """The entry point of the `mcpgen` program."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # other packages' plugins must not change what a catalog means
    gc.disable()  # one short run over data that lives to its end: collecting it again and again doubles the time
    with _LastStop():
        app()
