"""The errors of a JSON Schema validator in plain words: what is wrong, what to write instead."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema_rs import ValidationError

    from mcpgen.manifests.objects import PathInObject

_TYPES = {
    "string": ("text", "put it in quotes"),
    "integer": ("a whole number", "write it without quotes"),
    "number": ("a number", "write it without quotes"),
    "boolean": ("true or false", "write it without quotes"),
    "array": ("a list", "write items that begin with `- `"),
    "object": ("a mapping", "write `key: value` lines below it"),
}

_EMPTY = {
    "minLength": ("expected text, got an empty one", "write what is meant"),
    "minItems": ("expected a list, got an empty one", "write an item, or remove the field"),
    "not": ("expected an item, got nothing", "write what is meant, or remove it"),
}
"""Kind of error → message and remedy of what is written and empty. The one thing that a schema says `not` of is null."""


def told(error: ValidationError, fields: Callable[[PathInObject], list[str]]) -> Iterator[tuple[PathInObject, str, str]]:
    """Path, message and remedy of one error. `fields` gives the known fields at a path in the object."""
    kind: Any = error.kind
    path = tuple(error.instance_path)
    if kind.name == "additionalProperties":
        known = fields(path)
        for name in kind.unexpected:
            yield (*path, name), f"unknown field `{name}`", near(name, known)
    elif kind.name == "required":
        yield path, f"`{kind.property}` is missing", f"write `{kind.property}: …`"
    elif kind.name == "enum":
        yield from _not_among(error, path, [str(option) for option in kind.options if option])
    elif kind.name in {"minimum", "maximum"}:
        bound, side = ("at least", "more") if kind.name == "minimum" else ("at most", "less")
        yield path, f"expected {bound} {kind.limit}, got {error.instance}", f"write {kind.limit} or {side}"
    elif kind.name in _EMPTY:
        yield path, *_EMPTY[kind.name]
    else:
        expected, remedy = _expected(kind.as_dict(), kind.name)
        if error.instance is None:
            remedy = "write it, or remove the field"
        elif "quotes" in remedy and not _quotes_help(error.instance, expected):
            remedy = f"write {expected}"
        yield path, f"expected {expected}, got {_shape(error.instance)}", remedy


def _quotes_help(value: object, expected: str) -> bool:
    """True where a value lacks only quotes, or the lack of them."""
    return not isinstance(value, (list, dict)) and (isinstance(value, str) or expected == "text")


def _not_among(error: ValidationError, path: PathInObject, options: list[str]) -> Iterator[tuple[PathInObject, str, str]]:
    """A text that is none of the options. Of what is no text, the type is told already."""
    if isinstance(error.instance, str):
        nearest = _nearest(error.instance, options)
        alone = f"write `{options[0]}`" if len(options) == 1 else "write one of those"
        remedy = f"did you mean `{nearest}`?" if nearest else alone
        yield path, f"expected {'one of ' if len(options) > 1 else ''}{', '.join(options)}", remedy


def near(name: str, known: list[str]) -> str:
    """What to write instead of an unknown name: the nearest known one, or some of them."""
    nearest = _nearest(str(name), known)
    if nearest:
        return f"did you mean `{nearest}`?"
    return f"known here: {', '.join(sorted(known)[:12])}" if known else "remove it"


def _nearest(name: str, known: list[str]) -> str | None:
    folded = {word.lower(): word for word in known}
    found = get_close_matches(name.lower(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _expected(kind: Mapping[str, Any], name: str) -> tuple[str, str]:
    types = kind.get("types") or []
    if name in {"oneOf", "anyOf"}:
        types = [
            each for branch in kind.get("context", []) for error in branch for each in error.kind.as_dict().get("types", [])
        ]
    words = list(dict.fromkeys(_TYPES[each] for each in types if each in _TYPES))
    if len(words) == 1:
        return words[0]
    if words:
        return " or ".join(word for word, _ in words), "write one of those"
    limit = kind.get("limit", kind.get("format", ""))
    return f"{name} {limit}".strip(), "write a valid value"


def _shape(value: object) -> str:
    """What kind of thing a value is. It is not repeated: it may be a secret."""
    if value is None:
        return "nothing"
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a mapping",
    }
    return next(word for kind, word in kinds.items() if isinstance(value, kind))
