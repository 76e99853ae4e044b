"""Requests and limits: quantities that Kubernetes can read, in an order that makes sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.complaints import near
from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import POD, containers, items, mapping, of_kind
from mcpgen.checks.quantity import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from mcpgen.manifests.objects import Object, PathInObject

_STANDARD = ("cpu", "memory", "ephemeral-storage")


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
            wrong = (
                _unknown(deployment, at, name) or _unreadable(deployment, at, quantity) or _odd(deployment, at, name, quantity)
            )
            if wrong:
                yield wrong
            else:
                values[side, name] = parse(str(quantity))
    yield from _whole(deployment, path, values)
    for (side, name), value in values.items():
        if side == "limits" and name in _STANDARD and value < values.get(("requests", name), value):
            request = mapping(container, "resources", "requests")[name]
            message = f"the {name} limit is below the request of {request}"
            yield finding(deployment, (*path, "resources", side, name), message, "raise the limit or lower the request")


def _unknown(deployment: Object, path: PathInObject, name: object) -> Finding | None:
    """A resource that no container can ask for. Source: core/validation v1.34.0, validateContainerResourceName."""
    if name in _STANDARD or "/" in str(name) or str(name).startswith("hugepages-"):
        return None
    return finding(deployment, path, f"there is no resource `{str(name)[:80]}`", near(str(name), list(_STANDARD)))


def _whole(deployment: Object, path: PathInObject, values: Mapping[tuple[str, str], Fraction]) -> Iterator[Finding]:
    """Devices and huge pages cannot be shared out: the limit must be there and be the request.

    Source: core/validation v1.34.0, validateResourceRequirements.
    """
    for (side, name), value in values.items():
        shared = name in _STANDARD or "kubernetes.io/" in name
        if side == "requests" and not shared and values.get(("limits", name)) != value:
            message = f"{name} cannot be shared out: its limit must be its request"
            yield finding(deployment, (*path, "resources", "requests", name), message, f"write `limits: {{{name}: …}}` alike")


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
        remedy = f"write {text}Mi, if those were meant" if text.isdigit() else "write one such as 256Mi"
        return finding(deployment, path, f"`{text}` is {parse(text)} bytes", remedy)
    if name == "cpu" and parse(text) > 1000:
        thousandths = f"write {text}m, if thousandths were meant"
        remedy = thousandths if text.isdigit() else "write one such as 500m or 2; `Mi` and `Gi` are for memory"
        return finding(deployment, path, f"`{text}` is {parse(text)} cores", remedy)
    return None
