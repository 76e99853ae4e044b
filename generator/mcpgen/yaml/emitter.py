"""Plain data to YAML that every reader takes alike: block style, insertion order, no anchors, no folding.

Own code because the library is wrong for Go readers (PyYAML leaves `1e3`, `08`, `0o17` and `y` plain) and takes most of the
time of a sync.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mcpgen.yaml.nodes import Map, Seq
from mcpgen.yaml.scalars import SURPRISING_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(
    r"""[A-Za-z_/](?:[A-Za-z0-9_./@+=$(){}*,;^~%&!?<>|\\'"-]|:(?!\ |$)|\ (?=[A-Za-z0-9_./(-]))*
      | [0-9]+(?:m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|h|s)
      | (?:[0-9]+h)?[0-9]+m[0-9]+s
      | [0-9]+(?:\.[0-9]+){3}(?:/[0-9]+)?
      | \.\.?/[A-Za-z0-9_./-]*""",
    re.VERBOSE,
)
"""Text that stays plain. Digits first only in forms that no reader takes for a number: 100m, 15m0s, 10.0.0.0/8."""

_RESERVED = SURPRISING_WORDS | {"true", "false", "null", "~"} | {form for w in ("inf", "nan") for form in (w, w.upper())}
_REFUSED = re.compile("[\x00\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("[\u2028\u2029\ufeff]")
_BLOCK = re.compile("[^\\s\x00-\x1f][^\x00-\x08\x0b-\x1f\u2028\u2029\ufeff]*")
_MAPPINGS, _LISTS = {dict, Map}, {list, Seq}


class Unwritable(ValueError):
    """Data that YAML, or kustomize, cannot carry. `path` leads to it from the root; `reason` says why."""

    def __init__(self, path: tuple[str | int, ...], reason: str) -> None:
        """Takes the path and the reason."""
        super().__init__(f"{'/'.join(map(str, path))}: {reason}")
        self.path = path
        self.reason = reason


def emit(value: Any) -> str:
    """The value as a YAML document that ends with a newline. Raises Unwritable.

    Takes dict, list, str, int, float, bool and None, with str keys.
    """
    out: list[str] = []
    try:
        if type(value) in _MAPPINGS and value:
            _mapping(value, "", "", out)
        elif type(value) in _LISTS and value:
            _list(value, "", out)
        else:
            out.append(f"{_flow(value, '')}\n")
    except _Refused as error:
        raise _located(value, str(error)) from None
    return "".join(out)


class _Refused(ValueError):
    """A scalar that cannot be written; the walk that finds its path comes only then."""


def _mapping(value: dict[str, Any], first: str, indent: str, out: list[str]) -> None:
    """Writes a mapping; `first` stands before its first key, `indent` before the others."""
    lead = first
    for key, item in value.items():
        kind = type(item)
        if kind is str:
            out.append(f"{lead}{_key(key)} {_text(item) or _block(item, indent)}\n")
        elif kind in _MAPPINGS and item:
            out.append(f"{lead}{_key(key)}\n")
            _mapping(item, indent + "  ", indent + "  ", out)
        elif kind in _LISTS and item:
            out.append(f"{lead}{_key(key)}\n")
            _list(item, indent + "  ", out)
        else:
            out.append(f"{lead}{_key(key)} {_flow(item, indent)}\n")
        lead = indent


def _list(value: list[Any], indent: str, out: list[str]) -> None:
    inner = indent + "  "
    for item in value:
        kind = type(item)
        if kind in _MAPPINGS and item:
            _mapping(item, indent + "- ", inner, out)
        elif kind in _LISTS and item:
            start = len(out)
            _list(item, inner, out)
            out[start] = f"{indent}- {out[start][len(inner) :]}"
        else:
            out.append(f"{indent}- {_flow(item, indent)}\n")


def _flow(value: Any, indent: str) -> str:
    """A scalar or an empty container, to stand behind a key or a dash."""
    kind = type(value)
    if kind is str:
        return _text(value) or _block(value, indent)
    if kind is bool:
        return "true" if value else "false"
    if value is None:
        return "null"
    if kind is int and -(2**63) <= value < 2**64:
        return str(value)
    if kind is float and value - value == 0:
        return _decimal(value)
    if kind in _MAPPINGS:
        return "{}"
    if kind in _LISTS:
        return "[]"
    raise _Refused(f"a value of type {kind.__name__} has no form in YAML that every reader takes alike")


@lru_cache(maxsize=1 << 12)
def _key(text: Any) -> str:
    if type(text) is not str or text == "<<":
        raise _Refused(f"the key {text!r} cannot be written")
    return f"{_text(text) or _quoted(text)}:"


@lru_cache(maxsize=1 << 15)
def _text(text: str) -> str:
    """The text plain or in double quotes; empty where a block shows it better."""
    if _PLAIN.fullmatch(text) and text not in _RESERVED and not text.endswith(" "):
        return text
    if "\n" in text and (text[0] == "\t" or _BLOCK.fullmatch(text)):
        return ""
    return _quoted(text)


def _quoted(text: str) -> str:
    """The text in double quotes, with JSON's escapes, which YAML shares."""
    refused = _REFUSED.search(text)
    if refused:
        raise _Refused(f"the character U+{ord(refused.group()):04X} cannot be carried by kustomize")
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def _block(text: str, indent: str) -> str:
    """A literal block, one level deeper than `indent`, without the newline that ends it."""
    if text[:1] == "\t" and "\n" in text:
        raise _Refused("a text of several lines that begins with a tab is lost in kustomize")
    _quoted(text)
    chomp = "" if text.endswith("\n") and not text.endswith("\n\n") else "+" if text.endswith("\n") else "-"
    body = text[:-1] if text.endswith("\n") else text
    return f"|{chomp}\n" + "\n".join(f"{indent}  {line}" if line else "" for line in body.split("\n"))


def _decimal(value: float) -> str:
    """A float in digits and one point: readers disagree on exponents."""
    text = format(Decimal(repr(value)), "f")
    return text if "." in text else f"{text}.0"


def _located(root: Any, reason: str) -> Unwritable:
    """The error with the path to the first part of `root` that is refused."""
    stack: list[tuple[tuple[str | int, ...], Any]] = [((), root)]
    while stack:
        path, value = stack.pop()
        items: list[tuple[Any, Any]] = []
        if isinstance(value, dict):
            items = list(value.items())
        elif isinstance(value, list):
            items = list(enumerate(value))
        elif _is_refused(_flow, value, "") or (isinstance(value, str) and _is_refused(_block, value, "")):
            return Unwritable(path, reason)
        for step, item in reversed(items):
            if isinstance(value, dict) and _is_refused(_key, step):
                return Unwritable((*path, step), reason)
            stack.append(((*path, step), item))
    return Unwritable((), reason)


def _is_refused(write: Callable[..., str], *words: Any) -> bool:
    try:
        write(*words)
    except _Refused:
        return True
    return False
