"""`mcpgen sync`: make base/, overlays/ and clusters/ what the catalog asks for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, Catalog, Format, FormatOption, JobsOption
from mcpgen.cli.progress import progress
from mcpgen.errors import Exit
from mcpgen.tree.paths import OWNED

if TYPE_CHECKING:
    from mcpgen.tree.plan import Plan


def sync(
    catalog: Catalog = CATALOG,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when something would change.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite every file that was edited by hand.")] = False,
    overwrite: Annotated[list[str] | None, typer.Option(help="Overwrite this file, though it was edited.")] = None,
    prune: Annotated[bool, typer.Option(help="Delete generated files that the catalog no longer asks for.")] = True,
    allow_delete: Annotated[int, typer.Option(min=0, help="Allow this many servers to be removed at once.")] = 0,
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait for another sync to end.")] = 30,
    jobs: JobsOption = 0,
    cache: Annotated[bool, typer.Option(help="Reuse what earlier syncs worked out; --check never does.")] = True,
    output: FormatOption = Format.HUMAN,
) -> None:
    """Write base/, overlays/ and clusters/ beside the catalog: all of it, or nothing."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.cli.cache import user_cache  # noqa: PLC0415
    from mcpgen.report.changes import changes_json, changes_text  # noqa: PLC0415
    from mcpgen.report.problems import warned  # noqa: PLC0415
    from mcpgen.tree.plan import Policy  # noqa: PLC0415

    over = frozenset(_below(path, catalog.parent) for path in overwrite or ())
    policy = Policy(force=force, overwrite=over, prune=prune, allow_delete=allow_delete)
    warnings: list[int] = []
    with guarded(output), progress("rendering", jobs, warnings.append) as work:
        if check:
            plan = pipeline.compare(catalog, policy, work)
        else:
            plan = pipeline.sync(catalog, policy, replace(work, store=user_cache() if cache else None), wait)
    if output is Format.JSON:
        typer.echo(changes_json(plan, written=not check, warnings=sum(warnings)))
    else:
        typer.echo(f"{changes_text(plan, written=not check)}{warned(sum(warnings))}", err=True)
    raise typer.Exit(_code(plan, check=check))


def _below(path: str, root: Path) -> str:
    """The path as seen from the catalog's folder, whether it was written from there, from here, or absolute."""
    written = Path(path)
    real = Path(os.path.realpath(written.parent), written.name)
    ways = (os.path.normpath(path), os.path.relpath(written, root), os.path.relpath(real, os.path.realpath(root)))
    return next((way for way in ways if way.split("/")[0] in OWNED), path)


def _code(plan: Plan, *, check: bool) -> Exit:
    """A check that finds a hand edit finds drift; a sync that finds one has refused to write."""
    if check:
        return Exit.CLEAN if plan.clean else Exit.CHANGES
    return Exit.CONFLICT if plan.conflicts or plan.objections else Exit.CLEAN
