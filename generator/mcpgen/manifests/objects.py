"""Kubernetes objects as plain data: what every stage after the catalog hands on."""

from __future__ import annotations

from typing import Any, TypeAlias

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
