"""Containers: names, restarts and variables that contradict each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.metadata import is_dns_label
from mcpgen.checks.pods import containers, hashable, items, of_kind
from mcpgen.checks.sources import source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object


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
            elif not is_dns_label(name):
                remedy = "write lower-case letters, digits and `-`, at most 63"
                yield finding(deployment, (*path, "name"), f"`{name[:80]}` is not a container name", remedy)
            seen.add(name)


def restarts(objects: Sequence[Object]) -> Iterator[Finding]:
    """Sidecars in the wrong list: `restartPolicy: Always` makes one of an init container only.

    Source: core/validation v1.34.0, validateContainers; since 1.35 rules of its own give it a meaning elsewhere.
    """
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            sidecar = container.get("restartPolicy") == "Always" and "restartPolicyRules" not in container
            if path[3] == "containers" and sidecar:
                message = "`restartPolicy: Always` makes a sidecar of an init container, and this is none"
                yield finding(
                    deployment, (*path, "restartPolicy"), message, "remove it, or write the container in `initContainers`"
                )


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
                if isinstance(variable.get("valueFrom"), dict):
                    yield from source(deployment, at, variable)
                if not isinstance(name, str) or not re.fullmatch(r"[!-<>-~]+", name):
                    message = f"`{str(name)[:80]}` is not a variable's name"
                    yield finding(deployment, (*at, "name"), message, "write printable ASCII without `=` and spaces")
