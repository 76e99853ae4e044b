"""The catalog's files: catalog.yaml and what it includes, read and joined, with every position kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcpgen.errors import Invalid, Place, Problem
from mcpgen.yaml.loader import load
from mcpgen.yaml.nodes import Map, empty, key_place, value_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A loaded catalog: its top mapping, and the mapping of every server by name, whichever file wrote it."""

    file: str
    top: Map
    servers: Mapping[str, Any]
    holders: Mapping[str, Map]


def read(path: Path) -> Source:
    """Reads `path` and its includes (relative to its folder, never outside it). Raises Invalid with all problems."""
    top, problems = _document(path, path)
    _drop_nulls(top)
    documents, more = _included(path, top)
    holders, clashes = _join([top, *documents])
    problems = [*problems, *more, *clashes]
    if problems:
        raise Invalid(problems)
    servers = {name: _block(holders[name], name) for name in sorted(holders)}
    return Source(str(path), top, servers, holders)


def _drop_nulls(block: Map) -> None:
    """Takes out what is written with nothing below it, as when all its lines are comments; servers keep theirs."""
    for key in [key for key, value in block.items() if value is None]:
        del block[key]
    for key, value in block.items():
        if isinstance(value, Map) and key not in {"mcp", "defaults"}:
            _drop_nulls(value)


def _block(holder: Map, name: str) -> Any:
    """The server's mapping; a name with nothing behind it stands for a mapping without fields."""
    return empty(holder, name) if holder[name] is None else holder[name]


def _document(file: Path, catalog: Path) -> tuple[Map, list[Problem]]:
    """One file's top mapping; an unreadable or misshapen one is an empty mapping and its problems."""
    name = str(catalog.parent / file.relative_to(catalog.parent)) if file != catalog else str(catalog)
    try:
        value = load(file.read_bytes(), name)
    except Invalid as error:
        return Map(), list(error.problems)
    except OSError as error:
        return Map(), [Problem(Place(name), "", f"cannot be read: {error.strerror}", "name a readable file")]
    if isinstance(value, Map):
        return value, []
    wrong = "the file is empty" if value is None else "expected a mapping at the top"
    return Map(), [Problem(Place(name), "", wrong, "write `mcp:` with the servers below it")]


def _included(catalog: Path, top: Map) -> tuple[list[Map], list[Problem]]:
    """The mappings of all files that `include` names, sorted by path, each once."""
    files: set[Path] = set()
    problems: list[Problem] = []
    for index, pattern, found in _matches(catalog, top):
        files.update(found)
        if not found:
            problem = f"no file in the catalog's folder matches `{pattern}`"
            remedy = "restore it or remove the entry; an include that vanished never removes servers"
            problems.append(Problem(value_place(top["include"], index), f"include[{index}]", problem, remedy))
    documents = []
    for file in sorted(files):
        document, more = _document(file, catalog)
        documents.append(document)
        problems += [*more, *_foreign_fields(document)]
    return documents, problems


def _matches(catalog: Path, top: Map) -> Iterator[tuple[int, str, list[Path]]]:
    """Each entry of `include` with the files it matches inside the catalog's folder."""
    entries = top.get("include")
    folder = catalog.parent
    for index, pattern in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(pattern, str) or not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            yield index, str(pattern), []
            continue
        inside = folder.resolve()
        found = [file for file in folder.glob(pattern) if file.is_file() and file.resolve().is_relative_to(inside)]
        yield index, pattern, [file for file in found if file.resolve() != catalog.resolve()]


def _foreign_fields(document: Map) -> Iterator[Problem]:
    """An included file holds servers; all else belongs in the catalog itself."""
    for key in document:
        if key != "mcp":
            remedy = "an included file holds `mcp` only; write this in the catalog that includes it"
            yield Problem(key_place(document, key), key, "not allowed in an included file", remedy)


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
