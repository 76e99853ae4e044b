"""How a cluster is hooked up to its delivery: one command, what it needs, and what it makes."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from mcpgen.catalog.origin import Origin
from mcpgen.delivery.tools import TOOLS
from mcpgen.errors import Invalid, Problem
from mcpgen.manifests.objects import kind, name

if TYPE_CHECKING:
    from pathlib import Path

    from mcpgen.catalog.resolve import Catalog
    from mcpgen.delivery.interface import Tool
    from mcpgen.delivery.site import Site


@dataclass(frozen=True, slots=True)
class Made:
    """An object that the command makes; `namespace` is None for a cluster's own."""

    kind: str
    namespace: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """The command, what must be there before, what it makes, and whether the files that it applies are as wanted."""

    command: str
    needs: tuple[str, ...]
    makes: tuple[Made, ...]
    synced: bool


def bootstrap(whole: Catalog, root: Path, tool: str, environment: str, found: Site | None, *, synced: bool) -> Bootstrap:
    """How the environment's cluster gets its delivery from `tool`; `root` is the catalog's folder. Raises Invalid."""
    chosen = TOOLS[tool]
    if found is None or not chosen.asked(found.delivery):
        raise Invalid([_not_asked(whole, chosen, environment)])
    command = f"kubectl apply --server-side --kustomize {quote((root / chosen.folder(environment)).as_posix())}"
    applied = [each for file, each in chosen.objects(found).items() if "/" not in file]
    made = (Made(kind(each), each["metadata"].get("namespace"), name(each)) for each in applied)
    return Bootstrap(command, (*_pushed(found, chosen), *chosen.needs(found)), tuple(made), synced)


def _pushed(found: Site, tool: Tool) -> tuple[str, ...]:
    folder = found.path(tool.folder(found.environment))
    git, oci = found.delivery.git, found.delivery.oci
    if git:
        return (f"{folder} pushed to the branch {git.branch} of {git.url}",)
    return (f"{folder} in the artifact {oci.url}",) if oci else ()


def _not_asked(whole: Catalog, tool: Tool, environment: str) -> Problem:
    place, field = Origin((whole.environment_origin(environment).layers[-1],), {}).find(("delivery",))
    wrong = f"{tool.title} does not deliver {environment}"
    return Problem(place, field, wrong, f"write `{tool.name}: {{}}` in its `delivery`, sync and push")
