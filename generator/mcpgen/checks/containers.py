"""Containers: variables, probes and volumes that contradict each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import POD, containers, hashable, items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


def container_names(objects: Sequence[Object]) -> Iterator[Finding]:
    """Containers of one pod, each with a name of its own that is a DNS label."""
    for deployment in of_kind(objects, "Deployment"):
        seen: set[Any] = set()
        for path, container in containers(deployment):
            name = str(container.get("name"))
            if name in seen:
                yield finding(
                    deployment,
                    (*path, "name"),
                    f"the container name `{name}` is there twice",
                    "choose another",
                )
            elif len(name) > 63 or not re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", name):
                remedy = "write lower-case letters, digits and `-`, at most 63"
                yield finding(deployment, (*path, "name"), f"`{name[:80]}` is not a container name", remedy)
            seen.add(name)


def variables(objects: Sequence[Object]) -> Iterator[Finding]:
    """Environment variables: each once, with one source, under a name that a process can read."""
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            seen: set[Any] = set()
            for index, variable in items(container, "env"):
                at, name = (*path, "env", index), hashable(variable.get("name"))
                if name in seen:
                    message = f"`{str(name)[:80]}` is there twice, and the last would win"
                    yield finding(deployment, at, message, "keep one of the two")
                seen.add(name)
                if "value" in variable and "valueFrom" in variable and variable["value"] != "":
                    yield finding(deployment, at, "both value and valueFrom", "keep one of the two")
                if not isinstance(name, str) or not re.fullmatch(r"[!-<>-~]+", name):
                    message = f"`{str(name)[:80]}` is not a variable's name"
                    yield finding(deployment, (*at, "name"), message, "write printable ASCII without `=` and spaces")


_HANDLERS = ("httpGet", "tcpSocket", "exec", "grpc")


def handlers(objects: Sequence[Object]) -> Iterator[Finding]:
    """Probes that ask in two ways at once, as when two layers each write one; the API server takes one only."""
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                written = [handler for handler in _HANDLERS if handler in mapping(container, probe)]
                if len(written) > 1:
                    remedy = f"keep one; where a lower layer writes the other, write `{written[0]}: null`"
                    yield finding(deployment, (*path, probe, written[1]), f"both {' and '.join(written)}", remedy)


def strategies(objects: Sequence[Object]) -> Iterator[Finding]:
    """`Recreate` beside the numbers of a rolling update, which the API server refuses."""
    for deployment in of_kind(objects, "Deployment"):
        strategy = mapping(deployment, "spec", "strategy")
        if strategy.get("type") == "Recreate" and "rollingUpdate" in strategy:
            message = "`rollingUpdate` means nothing to the strategy Recreate, and the API server refuses it"
            remedy = "remove it; where a lower layer writes it, write `rollingUpdate: null`"
            yield finding(deployment, ("spec", "strategy", "rollingUpdate"), message, remedy)


def probes(objects: Sequence[Object], endpoints: frozenset[str]) -> Iterator[Finding]:
    """Probes that ask the MCP endpoint, or an HTTP path that is none."""
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                asked = mapping(container, probe, "httpGet").get("path")
                at = (*path, probe, "httpGet", "path")
                if isinstance(asked, str) and asked.partition("?")[0].rstrip("/") in endpoints:
                    message = f"{asked} is the MCP endpoint: GET there answers 405 or 406, or never ends"
                    yield finding(
                        deployment,
                        at,
                        message,
                        "write the path of a health check, or remove httpGet to open the port only",
                    )


def volumes(objects: Sequence[Object]) -> Iterator[Finding]:
    """Mounts of volumes that are there, each path once."""
    for deployment in of_kind(objects, "Deployment"):
        known: set[Any] = set()
        for index, volume in items(mapping(deployment, *map(str, POD)), "volumes"):
            if hashable(volume.get("name")) in known:
                message = f"the volume `{volume.get('name')}` is there twice"
                yield finding(deployment, (*POD, "volumes", index, "name"), message, "choose another name")
            known.add(hashable(volume.get("name")))
        for path, container in containers(deployment):
            yield from _mounts(deployment, path, container, known)


def _mounts(deployment: Object, path: PathInObject, container: dict[str, Any], known: set[Any]) -> Iterator[Finding]:
    paths: set[Any] = set()
    for index, mount in items(container, "volumeMounts"):
        at = (*path, "volumeMounts", index)
        if hashable(mount.get("name")) not in known:
            message = f"there is no volume `{mount.get('name')}`"
            yield finding(deployment, (*at, "name"), message, f"write one of {', '.join(sorted(map(str, known)))}")
        if hashable(mount.get("mountPath")) in paths:
            message = f"something is mounted at {mount.get('mountPath')} already"
            yield finding(deployment, (*at, "mountPath"), message, "choose another path")
        paths.add(hashable(mount.get("mountPath")))
