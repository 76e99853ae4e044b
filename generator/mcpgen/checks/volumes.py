"""Volumes with one source each, and mounts of volumes that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.complaints import near
from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.metadata import is_dns_label
from mcpgen.checks.pods import POD, containers, hashable, items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


def volumes(objects: Sequence[Object]) -> Iterator[Finding]:
    """Each volume once, with one source, under a name that is a DNS label; mounts of those, each path once."""
    for deployment in of_kind(objects, "Deployment"):
        known: set[Any] = set()
        for index, volume in items(mapping(deployment, "spec", "template", "spec"), "volumes"):
            at, name = (*POD, "volumes", index), hashable(volume.get("name"))
            if name in known:
                yield finding(deployment, (*at, "name"), f"the volume `{name}` is there twice", "choose another name")
            elif isinstance(name, str) and not is_dns_label(name):
                remedy = "write lower-case letters, digits and `-`, at most 63"
                yield finding(deployment, (*at, "name"), f"`{name[:80]}` is not a volume's name", remedy)
            known.add(name)
            yield from _source(deployment, at, volume)
        for path, container in containers(deployment):
            yield from _mounts(deployment, path, container, known)


def _source(deployment: Object, path: PathInObject, volume: dict[str, Any]) -> Iterator[Finding]:
    """The one source of a volume; without one, Kubernetes would take an emptyDir in silence.

    Source: core/validation v1.34.0, validateVolumeSource; `pkg/apis/core/v1/defaults.go`, SetDefaults_Volume; for the medium,
    `pkg/volume/emptydir/empty_dir.go`: the pod would never start.
    """
    written = [field for field, value in volume.items() if field != "name" and value is not None]
    if not written:
        yield finding(deployment, path, "a volume without a source", "write one, such as `emptyDir: {}`")
    elif len(written) > 1:
        yield finding(deployment, (*path, written[1]), f"both {' and '.join(written)}", "keep one")
    for source in ("configMap", "secret"):
        for index, item in items(mapping(volume, source), "items"):
            yield from _inner(deployment, (*path, source, "items", index, "path"), item.get("path"))
    medium = mapping(volume, "emptyDir").get("medium")
    if isinstance(medium, str) and medium not in {"", "Memory"} and not medium.startswith("HugePages"):
        message = "expected Memory, HugePages or HugePages-<size>"
        yield finding(deployment, (*path, "emptyDir", "medium"), message, near(medium, ["Memory", "HugePages"]))


def _mounts(deployment: Object, path: PathInObject, container: dict[str, Any], known: set[Any]) -> Iterator[Finding]:
    paths: set[Any] = set()
    for index, mount in items(container, "volumeMounts"):
        at = (*path, "volumeMounts", index)
        if hashable(mount.get("name")) not in known:
            message = f"there is no volume `{mount.get('name')}`"
            yield finding(deployment, (*at, "name"), message, f"write one of {', '.join(sorted(map(str, known)))}")
        place = hashable(mount.get("mountPath"))
        if place in paths:
            yield finding(deployment, (*at, "mountPath"), f"something is mounted at {place} already", "choose another path")
        elif isinstance(place, str) and ":" in place:
            yield finding(deployment, (*at, "mountPath"), "a mount's path cannot hold `:`", "choose another path")
        paths.add(place)
        yield from _inner(deployment, (*at, "subPath"), mount.get("subPath"))


def _inner(deployment: Object, path: PathInObject, inside: object) -> Iterator[Finding]:
    """A path inside a volume. Source: core/validation v1.34.0, validateLocalDescendingPath."""
    if isinstance(inside, str) and (inside.startswith("/") or ".." in inside.split("/")):
        message = "a path inside a volume begins at the volume's root"
        yield finding(deployment, path, message, "write it without `/` before it and without `..`")
