"""Requests and limits: quantities that Kubernetes can read, in an order that makes sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import POD, containers, items, mapping, of_kind
from mcpgen.checks.quantity import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from mcpgen.manifests.objects import Object, PathInObject


def resources(objects: Sequence[Object]) -> Iterator[Finding]:
    """Quantities of containers and volumes, limits below requests, amounts that no one can mean."""
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            yield from _container(deployment, path, container)
        for index, volume in items(mapping(deployment, *map(str, POD)), "volumes"):
            size = mapping(volume, "emptyDir").get("sizeLimit")
            if size is not None:
                at = (*POD, "volumes", index, "emptyDir", "sizeLimit")
                yield from (found for found in [_unreadable(deployment, at, size)] if found)


def _container(deployment: Object, path: PathInObject, container: dict[str, Any]) -> Iterator[Finding]:
    values: dict[tuple[str, str], Fraction] = {}
    for side in ("requests", "limits"):
        for name, quantity in mapping(container, "resources", side).items():
            at = (*path, "resources", side, name)
            wrong = _unreadable(deployment, at, quantity) or _odd(deployment, at, name, quantity)
            if wrong:
                yield wrong
            else:
                values[side, name] = parse(str(quantity))
    for (side, name), value in values.items():
        if side == "limits" and value < values.get(("requests", name), value):
            request = mapping(container, "resources", "requests")[name]
            message = f"the {name} limit is below the request of {request}"
            yield finding(deployment, (*path, "resources", side, name), message, "raise the limit or lower the request")


def _unreadable(deployment: Object, path: PathInObject, quantity: object) -> Finding | None:
    if isinstance(quantity, (str, int, float)) and not isinstance(quantity, bool):
        try:
            if parse(str(quantity)) >= 0:
                return None
        except ValueError:
            pass
    example = "256Mi" if "memory" in path or "storage" in str(path[-1]) else "100m"
    return finding(deployment, path, f"`{str(quantity)[:40]}` is not a quantity", f"write one such as {example}")


def _odd(deployment: Object, path: PathInObject, name: str, quantity: object) -> Finding | None:
    """Bytes in thousandths, or a whole machine's worth of cores from a forgotten `m`."""
    text = str(quantity)
    if name in {"memory", "ephemeral-storage"} and re.fullmatch(r"[0-9.]+m", text):
        return finding(deployment, path, f"`{text}` is thousandths of a byte", f"write {text[:-1]}Mi")
    if name in {"memory", "ephemeral-storage"} and parse(text) < 1024:
        return finding(deployment, path, f"`{text}` is {parse(text)} bytes", f"write {text}Mi, if those were meant")
    if name == "cpu" and parse(text) > 1000:
        return finding(deployment, path, f"`{text}` is {parse(text)} cores", f"write {text}m, if thousandths were meant")
    return None
