"""From a line of a group or of a delivery tool's object back to the line of the catalog that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.known import known
from mcpgen.catalog.resolve import family
from mcpgen.delivery.interface import ENVIRONMENT, SERVER
from mcpgen.delivery.tools import TOOLS
from mcpgen.stages.delivery import delivery_files, surveyed
from mcpgen.stages.explanation import Explanation, entries
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.origin import FieldPath, Origin
    from mcpgen.catalog.resolve import Catalog
    from mcpgen.delivery.site import Site
    from mcpgen.errors import Place
    from mcpgen.manifests.objects import PathInObject


def delivered(whole: Catalog, path: str) -> list[Explanation]:
    """Every line of the file `path`, relative to the catalog; nothing where it is no file of a delivery. Raises Invalid."""
    match path.split("/"):
        case ["overlays", str(environment), "groups", _, _]:
            pass
        case ["clusters", str(environment), _, _, *_]:
            pass
        case _:
            return []
    found = surveyed(whole, environment)
    text = delivery_files(whole, found).get(path) if found else None
    return list(_explained(whole, found, path, text)) if found and text else []


def _explained(whole: Catalog, found: Site, path: str, text: str) -> Iterator[Explanation]:
    document = load(text.encode(), path)
    steps = dict(entries(document))
    step: PathInObject = ()
    for number, content in enumerate(text.splitlines(), 1):
        step = steps.get(number, step)
        place, name, written = _source(whole, found, path, str(document["kind"]), step)
        yield Explanation(number, content, name, place, written)


def _source(whole: Catalog, found: Site, path: str, of_kind: str, step: PathInObject) -> tuple[Place, str, bool]:
    """The place and name of the field that an entry of a file shows, and whether the catalog writes it there."""
    top, _, name, *_ = path.split("/")
    if top == "overlays":
        server = _listed(found, path, step)
        return _written(_server(whole, found, server), ()) if server else _written(_delivery(whole, found), ("groupBy",))
    field = TOOLS[name].field(of_kind, step)
    if field[0] == SERVER:
        own = path.rpartition("/")[2].partition("-")[2].removesuffix(".yaml")
        return _written(_server(whole, found, own), known(field[1:])[0])
    if field[0] == ENVIRONMENT:
        return _written(whole.environment_origin(found.environment), field[1:])
    return _written(_delivery(whole, found), field)


def _written(origin: Origin, field: FieldPath) -> tuple[Place, str, bool]:
    return (*origin.find(field), not field or origin.wrote(field))


def _delivery(whole: Catalog, found: Site) -> Origin:
    return whole.delivery_origin(found.environment)


def _server(whole: Catalog, found: Site, name: str) -> Origin:
    """Where the catalog writes a server of the environment."""
    variants = (each for found_family in (family(whole, name),) if found_family for each in found_family.variants)
    return next(each.origin for each in variants if each.environment.name == found.environment)


def _listed(found: Site, path: str, step: PathInObject) -> str | None:
    """The server that an entry of a group's kustomization lists."""
    members = dict(found.groups)[path.split("/")[3]]
    return members[int(step[1])].name if step[:1] == ("resources",) and len(step) == 2 else None
