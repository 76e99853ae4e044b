"""Pydantic's errors in our words: where, what is wrong, what to write instead."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mcpgen.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from mcpgen.catalog.origin import FieldPath, Origin

_EXPECTED = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", "write it without quotes"),
    "bool_type": ("true or false", "write it without quotes"),
    "list_type": ("a list", "write items that begin with `- `"),
    "dict_type": ("a mapping", "write `key: value` lines below it"),
    "model_type": ("a mapping", "write `key: value` lines below it"),
}

_PLAIN = {"int_type": re.compile("[0-9]+"), "bool_type": re.compile("true|false")}
"""Text that would be right if it stood there without its quotes."""

_MAY_BE_SECRET = ("env", "args", "command")
"""Fields whose values no message repeats."""


def problems(error: ValidationError, model: type[BaseModel], origin: Origin) -> Iterator[Problem]:
    """One problem for each error that pydantic found in `origin.merged`."""
    for detail in error.errors(include_url=False):
        yield _problem(detail, model, origin)


def _problem(detail: ErrorDetails, model: type[BaseModel], origin: Origin) -> Problem:
    path: FieldPath = tuple(step for step in detail["loc"] if step != "[key]")
    kind = detail["type"]
    place, field = origin.find(path, at_key=kind == "extra_forbidden")
    message, remedy = _words(detail, path, model)
    return Problem(place, field, message, remedy)


def _words(detail: ErrorDetails, path: FieldPath, model: type[BaseModel]) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "mcpgen":
        return context["message"], context["remedy"]
    if kind == "extra_forbidden":
        return "unknown field", suggestion(str(path[-1]), fields(model, path[:-1]))
    if kind == "missing":
        return "missing", f"write `{path[-1]}: …`"
    if path[0] in _MAY_BE_SECRET and kind in _EXPECTED:
        return f"expected {_EXPECTED[kind][0]}", _EXPECTED[kind][1]
    if kind == "too_short":
        return "expected at least one entry", "write one"
    if kind == "literal_error":
        return f"expected {context['expected']}, got {shown(detail['input'])}", "write one of those"
    if kind in _EXPECTED:
        expected, remedy = _EXPECTED[kind]
        misfit = kind in _PLAIN and not _PLAIN[kind].fullmatch(str(detail["input"]))
        if misfit or (kind == "string_type" and isinstance(detail["input"], (dict, list))):
            remedy = f"write {expected}"
        return f"expected {expected}, got {shown(detail['input'])}", remedy
    return _bounds(context) or detail["msg"], f"got {shown(detail['input'])}"


def _bounds(context: dict[str, Any]) -> str:
    """What is expected where a number or a length is out of bounds; empty where no bound is the reason."""
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than", "min_length": "at least"}
    parts = [f"{word} {context[key]}" for key, word in words.items() if key in context]
    return f"expected {' and '.join(parts)}" if parts else ""


def shown(value: object) -> str:
    """A value as a message may show it: short, and never a whole block."""
    names = {dict: "a mapping", list: "a list", bool: str(value).lower(), type(None): "nothing"}
    for kind, text in names.items():
        if isinstance(value, kind):
            return text
    return f'the text "{value[:40]}"' if isinstance(value, str) else str(value)[:40]


def suggestion(name: str, known: list[str]) -> str:
    """What to write instead of an unknown name: the nearest known one, or all of them."""
    folded = {word.lower(): word for word in known}
    near = get_close_matches(name.lower(), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{folded[near[0]]}`?"
    return f"known here: {', '.join(known)}" if known else "remove it"


def fields(model: type[BaseModel], path: FieldPath) -> list[str]:
    """The field names that the mapping at `path` may have, sorted."""
    schema = _schema(model)
    node: dict[str, Any] = schema
    for step in path:
        node = _resolve(node, schema)
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        node = inner or node.get("additionalProperties") or {}
    return sorted(_resolve(node, schema).get("properties", {}))


@lru_cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _resolve(node: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """Follows `$ref` and the non-null branch of an optional."""
    while isinstance(node, dict):
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = next((branch for branch in node["anyOf"] if branch.get("type") != "null"), {})
        else:
            return node
    return {}
