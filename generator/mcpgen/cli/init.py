"""`mcpgen init`: a commented catalog to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from mcpgen.errors import Exit
from mcpgen.tree.errors import Failed

_FILES = {"catalog.yaml": "catalog.yaml", ".gitattributes": "gitattributes", ".gitignore": "gitignore"}
"""File in the user's folder → template in the package."""


def init(folder: Annotated[Path, typer.Argument(help="The folder to start in.")] = Path()) -> None:
    """Write a commented catalog.yaml, .gitattributes and .gitignore; existing files are left alone."""
    try:
        _start(folder, folder / "catalog.yaml")
    except OSError as error:
        raise Failed(f"{error.filename or folder}: {error.strerror}; name a folder that can be written to") from None


def _start(folder: Path, catalog: Path) -> None:
    """Makes the folder and its files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if catalog.exists():
        typer.echo(
            f"{catalog} exists already, and init never overwrites: edit it, or start in another folder",
            err=True,
        )
        raise typer.Exit(Exit.CONFLICT)
    for name, template in _FILES.items():
        _write(folder / name, files("mcpgen.cli").joinpath("starter", template).read_text(encoding="utf-8"))
    typer.echo(f"next: edit {catalog}, then run `mcpgen sync {catalog}`", err=True)


def _write(path: Path, text: str) -> None:
    """Creates the file; one that exists is kept, and said to be."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        typer.echo(f"wrote {path}", err=True)
    except FileExistsError:
        typer.echo(f"kept {path}: it exists already; it should hold\n{text}", err=True)
