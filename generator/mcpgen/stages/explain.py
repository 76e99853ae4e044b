"""From a line of a generated file back to the line of the catalog that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.catalog.known import known
from mcpgen.catalog.resolve import family
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.kustomize.names import file_names
from mcpgen.manifests.origins import fact, field
from mcpgen.stages.explain_delivery import delivered
from mcpgen.stages.explanation import Explanation, entries
from mcpgen.stages.files import KUSTOMIZATION, environment_file, server_files
from mcpgen.stages.server import Rendered, render
from mcpgen.yaml.loader import load
from mcpgen.yaml.nodes import Seq

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Catalog, Server
    from mcpgen.manifests.objects import PathInObject

_OWN_FIELDS: Mapping[str, FieldPath] = {
    "images/0": ("image",),
    "images/0/name": ("image", "repository"),
    "images/0/newName": ("image", "repository"),
    "images/0/newTag": ("image", "tag"),
    "images/0/digest": ("image", "digest"),
    "images": ("image",),
    "replicas": ("replicas",),
    "replicas/0": ("replicas",),
    "replicas/0/count": ("replicas",),
}
"""Path in a server's kustomization → field of the server that it shows."""


def explain(whole: Catalog, path: str, line: int | None) -> list[Explanation]:
    """Every line of the generated file `path` (relative, `/` between), or the one asked for. Raises Invalid."""
    _, _, environment = path.removesuffix(f"/{KUSTOMIZATION}").rpartition("overlays/")
    whole_environment = environment in [each.name for each in whole.environments]
    found = list(_servers(whole, environment) if whole_environment else delivered(whole, path) or _server(whole, path))
    if line is not None and not 1 <= line <= found[-1].line:
        raise Invalid([Problem(Place(path, line), "", f"the file has {found[-1].line} lines", "name one of them")])
    return [each for each in found if line in {None, each.line}]


def _server(whole: Catalog, path: str) -> Iterator[Explanation]:
    """The lines of one server's file."""
    rendered, server, of_kind = _subject(whole, path)
    text = server_files(rendered)[path]
    document = load(text.encode(), path)
    steps = dict(entries(document))
    step: PathInObject = ()
    for number, content in enumerate(text.splitlines(), 1):
        step = steps.get(number, step)
        place, name, written = _source(whole, server, of_kind, _in_object(document, step))
        yield Explanation(number, content, name, place, written)


def _servers(whole: Catalog, environment: str) -> Iterator[Explanation]:
    """The lines of an environment's kustomization: each server comes from where the catalog says most of it."""
    families = (family(whole, name) for name in whole.names)
    variants = [each for found in families if found for each in found.variants if each.environment.name == environment]
    servers = {f"  - {each.name}": each.origin for each in variants}
    _, text = environment_file(environment, [each.name for each in variants])
    for number, content in enumerate(text.splitlines(), 1):
        origin = servers.get(content)
        place, name = (origin or whole.environment_origin(environment)).find(())
        yield Explanation(number, content, name, place, written=origin is not None)


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
    remedy = "name a file below base/<server>/, overlays/<environment>/<server>/ or clusters/<environment>/"
    return Problem(Place(path), "", "not a file that this catalog asks for", remedy)


def _source(whole: Catalog, server: Server, of_kind: str | None, step: PathInObject) -> tuple[Place, str, bool]:
    """The place and name of the field that a line shows, and whether the catalog writes it there.

    A server's own field comes first, then what its environment says of the cluster, then our default.
    """
    path, is_value = known(_field_of(server, of_kind, step))
    if is_value and server.origin.wrote(path):
        return (*server.origin.find(path), True)
    environment = whole.environment_origin(server.environment.name or whole.environments[0].name)
    said = fact(of_kind, step) if of_kind else ()
    if environment.wrote(said):
        return (*environment.find(said), True)
    return (*server.origin.find(path), False)


def _field_of(server: Server, of_kind: str | None, step: PathInObject) -> FieldPath:
    if of_kind is None:
        return _OWN_FIELDS.get("/".join(map(str, step)), ())
    return field(server, of_kind, step)
