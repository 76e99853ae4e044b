"""`mcpgen lint`: what is allowed, and on a cluster does other than its author meant."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, Catalog, Format
from mcpgen.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mcpgen.stages.lint import Linted


class LintFormat(StrEnum):
    """How remarks are shown."""

    HUMAN = "human"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def lint(
    catalog: Catalog = CATALOG,
    *,
    select: Annotated[list[str] | None, typer.Option(help="Only rules whose code begins with this, as MCP1.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="No rule whose code begins with this.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Change the catalog where there is one right answer.")] = False,
    output: Annotated[LintFormat, typer.Option("--format", help="SARIF and GitHub are for CI.")] = LintFormat.HUMAN,
) -> None:
    """Say what the catalog asks for that will not do what it seems to; exit 1 for warnings, 3 for errors."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it

    with guarded(Format.JSON if output is LintFormat.JSON else Format.HUMAN):
        found = pipeline.lint(catalog, select or (), ignore or ())
        if fix:
            typer.echo(_fixed(*pipeline.fix(catalog, found)), err=True)
            found = pipeline.lint(catalog, select or (), ignore or ())
    said = _shown(output)(found)
    typer.echo(said, err=output is LintFormat.HUMAN, nl=bool(said))
    raise typer.Exit(_code(found))


def _fixed(made: int, left: int) -> str:
    """What became of the fixes; a mapping on one line is its writer's to change."""
    said = f"{made} fixed in the catalog"
    return f"{said}, {left} left: mappings in braces are changed by hand" if left else said


def _shown(output: LintFormat) -> Callable[[Sequence[Linted]], str]:
    from mcpgen.report.lint import lint_github, lint_json, lint_sarif, lint_text  # noqa: PLC0415 -- as above

    return {
        LintFormat.HUMAN: lint_text,
        LintFormat.JSON: lint_json,
        LintFormat.SARIF: lint_sarif,
        LintFormat.GITHUB: lint_github,
    }[output]


def _code(found: Sequence[Linted]) -> Exit:
    """Errors would stop a sync: they outrank warnings."""
    if any(each.severity == "error" for each in found):
        return Exit.INVALID
    return Exit.CHANGES if found else Exit.CLEAN
