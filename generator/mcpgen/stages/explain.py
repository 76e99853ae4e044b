"""From a line of a generated file back to the line of the catalog that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcpgen.errors import Invalid, Place, Problem
from mcpgen.kustomize.names import file_names
from mcpgen.manifests.origins import field
from mcpgen.stages.files import KUSTOMIZATION, server_files
from mcpgen.stages.server import Rendered, render
from mcpgen.yaml.loader import load
from mcpgen.yaml.nodes import Map, Seq, key_place, value_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Catalog, Server
    from mcpgen.manifests.objects import PathInObject

_OWN_FIELDS = {"images": ("image",), "replicas": ("replicas",)}
"""Field of a server's kustomization → field of the server that it shows."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of a generated file: its number from 1, its text, and the catalog's field and place.

    `written` is False where a default of mcpgen wrote the line: then the place is where the field could be written.
    """

    line: int
    text: str
    field: str
    place: Place
    written: bool


def explain(whole: Catalog, path: str, line: int | None) -> list[Explanation]:
    """Every line of the generated file `path` (relative, `/` between), or the one asked for. Raises Invalid."""
    rendered, server, of_kind = _subject(whole, path)
    text = server_files(rendered)[path]
    document = load(text.encode(), path)
    steps = dict(_lines(document))
    found = []
    step: PathInObject = ()
    for number, content in enumerate(text.splitlines(), 1):
        step = steps.get(number, step)
        if line in {None, number} and not content.startswith("#"):
            found.append(_explanation(server, of_kind, _in_object(document, step), number, content))
    return found


def _in_object(document: Any, step: PathInObject) -> PathInObject:
    """Where in the object a step of a file leads: in a patch, to what its operation is for."""
    if not isinstance(document, Seq) or not step:
        return step
    pointer = document[step[0]]["path"].split("/")[1:]  # type: ignore[index]
    target = tuple(int(part) if part.isdecimal() else part.replace("~1", "/").replace("~0", "~") for part in pointer)
    return (*target, *step[2:]) if step[1:2] == ("value",) else target


def _subject(whole: Catalog, path: str) -> tuple[Rendered, Server, str | None]:
    """The server whose file `path` is, and the kind of object that it holds or patches (None: a kustomization)."""
    match path.split("/"):
        case ["base", name, file]:
            environment = None
        case ["overlays", str(environment), name, file]:
            pass
        case _:
            raise Invalid([_unknown(path)])
    rendered = render(whole, name) if name in whole.names else None
    if rendered is None or path not in server_files(rendered):
        raise Invalid([_unknown(path)])
    variants = [each for each in rendered.family.variants if each.environment.name == environment]
    objects = rendered.objects[environment] if environment else rendered.base
    kinds = {found: kind_name for (kind_name, _), found in file_names(objects).items()}
    server = variants[0] if variants else rendered.family.base
    return rendered, server, None if file == KUSTOMIZATION else kinds.get(file)


def _unknown(path: str) -> Problem:
    remedy = "name a file below base/<server>/ or overlays/<environment>/<server>/"
    return Problem(Place(path), "", "not a file of a server in this catalog", remedy)


def _lines(document: Any) -> Iterator[tuple[int, PathInObject]]:
    """For each line that begins an entry, the entry's path; of several on one line, the deepest."""
    stack: list[tuple[Any, PathInObject]] = [(document, ())]
    found: dict[int, PathInObject] = {}
    while stack:
        value, path = stack.pop()
        entries: Any = value.items() if isinstance(value, Map) else enumerate(value) if isinstance(value, Seq) else ()
        for step, inner in entries:
            at = key_place(value, step) if isinstance(value, Map) else value_place(value, step)
            if len(path) >= len(found.get(at.line, ())):
                found[at.line] = (*path, step)
            stack.append((inner, (*path, step)))
    yield from found.items()


def _explanation(server: Server, of_kind: str | None, step: PathInObject, number: int, text: str) -> Explanation:
    path = _field_of(server, of_kind, step)
    place, name = server.origin.find(path)
    return Explanation(number, text, name, place, server.origin.wrote(path))


def _field_of(server: Server, of_kind: str | None, step: PathInObject) -> FieldPath:
    if of_kind is None:
        return _OWN_FIELDS.get(str(step[0]), ()) if step else ()
    return field(server, of_kind, step)
