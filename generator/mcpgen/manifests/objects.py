"""Kubernetes objects as plain data: what every stage after the catalog hands on."""

from __future__ import annotations

from typing import Any, TypeAlias

import orjson

Object: TypeAlias = dict[str, Any]
"""One Kubernetes object: str keys; dict, list, str, int, float, bool or None below."""

PathInObject: TypeAlias = tuple[str | int, ...]
"""Where in an object: keys and list indexes from the root, `("spec", "ports", 0, "port")`."""


def kind(subject: Object) -> str:
    """The object's kind, as Kubernetes spells it."""
    return str(subject["kind"])


def name(subject: Object) -> str:
    """The object's metadata.name."""
    return str(subject["metadata"]["name"])


def identity(subject: Object) -> tuple[str, str]:
    """Kind and name: what tells a server's objects apart."""
    return subject["kind"], subject["metadata"]["name"]


def words(value: Any) -> bytes:
    """Plain data as text: the same for the same data, in whatever order its keys stand, and another for another type."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def spelled(value: Any) -> bytes:
    """Plain data as text, its keys in the order in which they stand."""
    return orjson.dumps(value)


def copied(subject: Object) -> Object:
    """A deep copy; a hundred times as fast as `copy.deepcopy`, which knows nothing of plain data."""
    found: Object = orjson.loads(orjson.dumps(subject))
    return found
