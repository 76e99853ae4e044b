"""Lifecycle hooks: one handler each, and a pause that ends before the pod does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.handlers import handlers
from mcpgen.checks.pods import containers, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object

_HANDLERS = ("exec", "httpGet", "sleep", "tcpSocket")


def lifecycles(objects: Sequence[Object]) -> Iterator[Finding]:
    """The hooks of every container. Source: core/validation v1.34.0, validateLifecycle, validateSleepAction."""
    for deployment in of_kind(objects, "Deployment"):
        grace = mapping(deployment, "spec", "template", "spec").get("terminationGracePeriodSeconds", 30)
        for path, container in containers(deployment):
            lifecycle = mapping(container, "lifecycle")
            if lifecycle and path[3] == "initContainers" and container.get("restartPolicy") != "Always":
                message = "an init container that ends has no hooks"
                remedy = "remove it, or write `restartPolicy: Always` for a sidecar"
                yield finding(deployment, (*path, "lifecycle"), message, remedy)
            for hook in ("postStart", "preStop"):
                if isinstance(lifecycle.get(hook), dict):
                    at = (*path, "lifecycle", hook)
                    yield from handlers(deployment, at, lifecycle[hook], _HANDLERS)
                    pause = mapping(lifecycle, hook, "sleep").get("seconds")
                    if isinstance(pause, int) and isinstance(grace, int) and pause > grace:
                        message = f"a pause of {pause} s does not fit into the {grace} s that the pod has to end"
                        remedy = f"write at most {grace}, or raise `terminationGracePeriodSeconds`"
                        yield finding(deployment, (*at, "sleep", "seconds"), message, remedy)
