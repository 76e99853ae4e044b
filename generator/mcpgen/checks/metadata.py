"""Names, labels and annotations within Kubernetes' bounds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_MOST_ANNOTATIONS = 256 * 1024
_TEMPLATE: PathInObject = ("spec", "template", "metadata")


def metadata(objects: Sequence[Object]) -> Iterator[Finding]:
    """The metadata of each object and of its pod template.

    Source: kubernetes.io, "Object Names and IDs", "Labels and Selectors", "Annotations".
    """
    for subject in objects:
        yield from _name(subject)
        yield from _words(subject, ("metadata",), mapping(subject, "metadata"))
        yield from _words(subject, _TEMPLATE, mapping(subject, *map(str, _TEMPLATE)))


def _name(subject: Object) -> Iterator[Finding]:
    name = str(subject["metadata"].get("name"))
    if not is_dns_name(name):
        remedy = "write lower-case letters, digits, `-` and `.`, at most 253"
        yield finding(subject, ("metadata", "name"), f"`{name[:80]}` is not an object name", remedy)


def _words(subject: Object, path: PathInObject, found: dict[str, Any]) -> Iterator[Finding]:
    for key, value in mapping(found, "labels").items():
        wrong = label_problem(key, value) if isinstance(value, str) else None
        if wrong:
            yield finding(subject, (*path, "labels", key), *wrong)
    size = 0
    for key, value in mapping(found, "annotations").items():
        size += len(str(key)) + len(str(value).encode("utf-8", "replace"))
        if not is_qualified(str(key).lower()):
            message, remedy = f"`{str(key)[:80]}` is not an annotation key", "write name, or prefix/name"
            yield finding(subject, (*path, "annotations", key), message, remedy)
    if size > _MOST_ANNOTATIONS:
        yield finding(
            subject,
            (*path, "annotations"),
            f"annotations of {size} bytes",
            f"write at most {_MOST_ANNOTATIONS}",
        )


@lru_cache(maxsize=1 << 14)
def label_problem(key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a label and what to write instead; None where it is fine."""
    if not is_qualified(key):
        return (
            f"`{key[:80]}` is not a label key",
            "write name, or prefix/name, the name at most 63 characters",
        )
    if len(value) > 63:
        return f"the label value has {len(value)} characters", "write at most 63"
    if not re.fullmatch(r"([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?", value):
        return (
            f"`{value}` is not a label value",
            "write letters, digits, `-`, `_` and `.`, a letter or digit at both ends",
        )
    return None


@lru_cache(maxsize=1 << 12)
def is_qualified(key: str) -> bool:
    """True for a qualified name: `name`, or `prefix/name` with a DNS name as prefix."""
    prefix, slash, name = key.rpartition("/")
    if slash and not is_dns_name(prefix):
        return False
    return len(name) <= 63 and re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?", name) is not None


@lru_cache(maxsize=1 << 14)
def is_dns_name(name: str) -> bool:
    """True for DNS labels with dots between, at most 253 characters (RFC 1123)."""
    return len(name) <= 253 and all(is_dns_label(part) for part in name.split("."))


def is_dns_label(part: str) -> bool:
    """True for a DNS label: lower-case letters, digits and `-` between, at most 63 (RFC 1123)."""
    return len(part) <= 63 and re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", part) is not None
