"""`mcpgen render`: the objects of an environment, as `kustomize build` would print them."""

from __future__ import annotations

from typing import Annotated

import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import CATALOG, CatalogOption, JobsOption
from mcpgen.cli.progress import progress


def render(
    environment: Annotated[str, typer.Argument(help="The environment to render.", metavar="ENV")],
    server: Annotated[str | None, typer.Argument(help="Only this server.")] = None,
    *,
    kind: Annotated[list[str] | None, typer.Option(help="Only objects of this kind.")] = None,
    catalog: CatalogOption = CATALOG,
    jobs: JobsOption = 0,
) -> None:
    """Print the objects that `kustomize build overlays/ENV` would, in linear time."""
    from mcpgen import pipeline  # noqa: PLC0415 -- `mcpgen --help` must not pay for it
    from mcpgen.yaml.emitter import emit  # noqa: PLC0415

    with guarded(), progress("rendering", jobs) as work:
        objects = pipeline.render(catalog, environment, server, work)
    shown = [emit(subject) for subject in objects if not kind or subject["kind"] in kind]
    typer.echo("---\n".join(shown), nl=False)
