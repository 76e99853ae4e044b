"""Exposure: what runs, as whom, with how much, and who may reach it.

Source: kubernetes.io, "Pod Security Standards", "Resource Management", "Network Policies".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcpgen.catalog.egress import parse
from mcpgen.checks.lint.remark import Remark, Rule, Severity, written
from mcpgen.checks.pods import POD, mapping
from mcpgen.manifests.cilium_policy import knows_names
from mcpgen.streaming.intent import callers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_MOVES = re.compile(r"[^@]*?(/[^:@/]*|^[^:@/]*)(:latest)?")
"""An image without a digest, and with no tag or with `latest`."""

_GUARDS = (
    "/auth-url",
    "/auth-type",
    "/auth-signin",
    "/auth-tls-secret",
    "/whitelist-source-range",
    "/allowlist-source-range",
    "/allow-list",
    "/whitelist",
    "/basic-auth-secret",
    "/jwt-key",
    "/jwt-validation",
    "/policies",
    "/router.middlewares",
    "/inbound-cidrs",
)
"""Annotations that ask who calls. Source: the annotation lists of names.py."""


_ROOT = {"runAsUser": 0, "runAsNonRoot": False}


def _moving(subject: Subject) -> Iterator[Remark]:
    for path, container in subject.containers:
        image = container.get("image")
        if isinstance(image, str) and _MOVES.fullmatch(image):
            message = "the image is whatever the registry calls latest at the time a pod starts"
            remedy = "write `digest: sha256:…`, or a tag that does not move"
            yield Remark(written(subject, "Deployment", (*path, "image")), message, remedy)


def _root(subject: Subject) -> Iterator[Remark]:
    """Each container as it will run: its own context, and the pod's where that says nothing."""
    shared = mapping(subject.pod, "securityContext")
    for path, container in subject.containers:
        own = mapping(container, "securityContext")
        context = {**shared, **own}
        keys = [key for key, bad in _ROOT.items() if context.get(key) == bad]
        if keys and not (keys == ["runAsNonRoot"] and context.get("runAsUser")):
            place = (*path, "securityContext", keys[0]) if keys[0] in own else (*POD, "securityContext", keys[0])
            yield Remark(
                written(subject, "Deployment", place),
                "the server may run as root",
                "remove it, and let the image run as any user",
            )


def _limits(subject: Subject) -> Iterator[Remark]:
    """A limit of the whole pod, which Kubernetes has since 1.32, counts too."""
    main = subject.main
    if main and "memory" not in {**mapping(subject.pod, "resources", "limits"), **mapping(main, "resources", "limits")}:
        message = "no limit of memory: one leak takes the node's other pods with it"
        yield Remark(("resources", "limits"), message, "write `limits: {memory: …}`")


def _public(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings.ingress
    if not subject.route or settings.auth or settings.allowlist:
        return
    found = subject.words
    if any(name.endswith(_GUARDS) for name in found) or found.get("alb.ingress.kubernetes.io/scheme") == "internal":
        return
    message = "anyone who can reach the host can call the server, as far as the ingress is asked"
    remedy = "write `auth` or `allowlist`, or ignore this rule where the server itself asks who calls"
    yield Remark(("ingress",), message, remedy)


def _left_out(subject: Subject) -> Iterator[Remark]:
    """Where the controller's connections come from is unknown, and no rule of the finished policy lets others in."""
    policy, facts, runs = subject.kinds.get("NetworkPolicy"), subject.server.environment.network, callers(subject.server)
    if not policy or facts is None or runs is None or facts.controller_namespace or facts.controller_cidrs:
        return
    settings = subject.server.settings
    open_wide = settings.service.type != "ClusterIP" or settings.network_policy.ingress
    if not (runs.namespace or runs.cidrs or open_wide):
        message = "the NetworkPolicy does not know where the load balancer's connections come from, and lets none of them in"
        remedy = f"write `environments.{subject.server.environment.name}.networkPolicy.controllerCIDRs`"
        yield Remark(("networkPolicy",), message, remedy)


def _names(subject: Subject) -> Iterator[Remark]:
    if knows_names(subject.server) or not subject.kinds.get("NetworkPolicy"):
        return
    for index, item in enumerate(subject.server.settings.network_policy.egress or ()):
        if isinstance(item, str) and (destination := parse(item)).host:
            message = f"a NetworkPolicy knows no host names: port {destination.port} is open to all public addresses"
            remedy = "write the range of addresses, or `networkPolicy: {provider: cilium}` in an environment with Cilium"
            yield Remark(("networkPolicy", "egress", index), message, remedy)


RULES = (
    Rule("MCP301", Severity.WARNING, "an image that moves", _moving),
    Rule("MCP302", Severity.WARNING, "a server that may run as root", _root),
    Rule("MCP303", Severity.WARNING, "a server without a limit of memory", _limits),
    Rule("MCP304", Severity.WARNING, "a host open to anyone", _public),
    Rule("MCP305", Severity.WARNING, "a NetworkPolicy that leaves the ingress controller out", _left_out),
    Rule("MCP306", Severity.WARNING, "a host name that no policy can enforce", _names),
)
