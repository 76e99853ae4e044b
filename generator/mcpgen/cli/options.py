"""Arguments and options that commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Catalog = Annotated[Path, typer.Argument(help="The catalog to read; its folder holds base/, overlays/ and clusters/.")]
CatalogOption = Annotated[Path, typer.Option("--catalog", "-c", help="The catalog to read.")]
CATALOG = Path("catalog.yaml")


class Format(StrEnum):
    """How a result is shown."""

    HUMAN = "human"
    JSON = "json"


class DiffFormat(StrEnum):
    """How a difference is shown."""

    HUMAN = "human"
    JSON = "json"
    MARKDOWN = "markdown"


JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes to use; 0 is one for each core.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, or JSON on stdout for machines.")]
