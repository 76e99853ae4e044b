"""The catalog's files: catalog.yaml and what it includes, read and joined, with every position kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcpgen.catalog.blanks import drop
from mcpgen.catalog.include import Unmatched, matches
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.yaml.loader import load
from mcpgen.yaml.nodes import Map, empty, key_place, value_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MARK = b"$imagepolicy"
"""Source: fluxcd.io, "Configure image update for custom resources"."""


@dataclass(frozen=True, slots=True)
class Source:
    """A loaded catalog: its top mapping, and the mapping of every server by name, whichever file wrote it.

    `marked` are the lines, by file and number, whose comment names an image policy of Flux.
    """

    file: str
    top: Map
    servers: Mapping[str, Any]
    holders: Mapping[str, Map]
    marked: Mapping[tuple[str, int], str] = field(default_factory=dict)


def read(path: Path, fetch: Callable[[Path], bytes] = Path.read_bytes) -> Source:
    """Reads `path` and its includes (relative to its folder, never outside it). Raises Invalid with all problems.

    `fetch` gives what a file holds, or will hold.
    """
    marked: dict[tuple[str, int], str] = {}
    top, problems = _document(path, path, partial(_noting, fetch, marked))
    drop(top)
    documents, more = _included(path, top, partial(_noting, fetch, marked))
    holders, clashes = _join([top, *documents])
    problems = [*problems, *more, *clashes]
    if problems:
        raise Invalid(problems)
    servers = {name: _block(holders[name], name) for name in sorted(holders)}
    return Source(str(path), top, servers, holders, marked)


def _noting(fetch: Callable[[Path], bytes], marked: dict[tuple[str, int], str], file: Path) -> bytes:
    """What the file holds. Its marked lines are kept: the loader keeps no comments."""
    data = fetch(file)
    if _MARK in data:
        lines = enumerate(data.decode("utf-8", "replace").split("\n"), 1)
        marked.update({(str(file), number): line for number, line in lines if _MARK.decode() in line})
    return data


def _block(holder: Map, name: str) -> Any:
    """The server's mapping; a name with nothing behind it stands for a mapping without fields."""
    return empty(holder, name) if holder[name] is None else holder[name]


def _document(file: Path, catalog: Path, fetch: Callable[[Path], bytes]) -> tuple[Map, list[Problem]]:
    """One file's top mapping; an unreadable or misshapen one is an empty mapping and its problems.

    Fields that begin with `x-` are the writer's own, as in Compose and OpenAPI: a home for anchors and notes.
    """
    name = str(catalog.parent / file.relative_to(catalog.parent)) if file != catalog else str(catalog)
    try:
        value = load(fetch(file), name)
    except Invalid as error:
        return Map(), list(error.problems)
    except OSError as error:
        return Map(), [Problem(Place(name), "", f"cannot be read: {error.strerror}", "name a readable file")]
    if isinstance(value, Map):
        for key in [key for key in value if key.startswith("x-")]:
            del value[key]
        return value, []
    wrong = "the file is empty" if value is None else "expected a mapping at the top"
    return Map(), [Problem(Place(name), "", wrong, "write `mcp:` with the servers below it")]


def _included(catalog: Path, top: Map, fetch: Callable[[Path], bytes]) -> tuple[list[Map], list[Problem]]:
    """The mappings of all files that `include` names, sorted by path, each once."""
    files: set[Path] = set()
    problems: list[Problem] = []
    entries = top.get("include")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        try:
            files.update(matches(catalog, entry) if isinstance(entry, str) else ())
        except Unmatched as error:
            problems.append(Problem(value_place(top["include"], index), f"include[{index}]", str(error), error.remedy))
    documents = []
    for file in sorted(files):
        document, more = _document(file, catalog, fetch)
        documents.append(document)
        problems += [*more, *_foreign_fields(document)]
    return documents, problems


def _foreign_fields(document: Map) -> Iterator[Problem]:
    """An included file holds servers; all else belongs in the catalog itself."""
    for key, value in document.items():
        if key != "mcp":
            remedy = "an included file holds `mcp` only; write this in the catalog that includes it"
            yield Problem(key_place(document, key), key, "not allowed in an included file", remedy)
        elif value is not None and not isinstance(value, Map):
            yield Problem(value_place(document, key), key, "expected a mapping", "write `key: value` lines below it")


def _join(documents: list[Map]) -> tuple[dict[str, Map], list[Problem]]:
    """For each server the `mcp` mapping that holds it; one written in two files is a problem at the second."""
    holders: dict[str, Map] = {}
    problems: list[Problem] = []
    for document in documents:
        servers = document.get("mcp")
        if not isinstance(servers, Map):
            continue
        for name in servers:
            first = holders.setdefault(name, servers)
            if first is not servers:
                clash = f"the same server is already at {key_place(first, name)}"
                problems.append(Problem(key_place(servers, name), f"mcp.{name}", clash, "keep one of the two"))
    return holders, problems
