"""`mcpgen validate`: every problem of the catalog and of the objects that it would give."""

from __future__ import annotations

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, Catalog, Format, FormatOption, JobsOption
from mcpgen.cli.progress import progress


def validate(catalog: Catalog = CATALOG, *, jobs: JobsOption = 0, output: FormatOption = Format.HUMAN) -> None:
    """Check the catalog and every object that it would give, without looking at base/ and overlays/."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.report.problems import problems_json, warned  # noqa: PLC0415

    warnings: list[int] = []
    with guarded(output), progress("checking", jobs, warnings.append) as work:
        files = pipeline.generate(catalog, work)
    if output is Format.JSON:
        typer.echo(problems_json((), sum(warnings)))
    else:
        servers = sum(path.startswith("base/") and path.endswith("/kustomization.yaml") for path in files)
        count = "1 server" if servers == 1 else f"{servers} servers"
        typer.echo(f"{catalog} is valid: {count}, {len(files)} files{warned(sum(warnings))}", err=True)
