"""Exposure: what runs, as whom, with how much, and who may reach it.

Source: kubernetes.io, "Pod Security Standards", "Resource Management", "Network Policies".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.catalog.egress import parse
from mcpgen.checks.lint.remark import Remark, Rule, Severity, main_container
from mcpgen.manifests.cilium_policy import knows_names
from mcpgen.streaming.intent import controller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_GUARDS = ("auth-url", "auth-type", "auth-signin", "whitelist-source-range", "allowlist-source-range", "auth-tls-secret")


def _moving(subject: Subject) -> Iterator[Remark]:
    image = subject.server.settings.image
    if not image.digest and image.tag in {None, "latest"}:
        message = "the image is whatever the registry calls latest at the time a pod starts"
        yield Remark(("image",), message, "write `digest: sha256:…`, or a tag that does not move")


def _root(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings
    for field, context in (
        ("securityContext", settings.security_context),
        ("podSecurityContext", settings.pod_security_context),
    ):
        if context.get("runAsUser") == 0 or context.get("runAsNonRoot") is False:
            key = "runAsUser" if context.get("runAsUser") == 0 else "runAsNonRoot"
            yield Remark((field, key), "the server may run as root", "remove it, and let the image run as any user")


def _limits(subject: Subject) -> Iterator[Remark]:
    limits: Any = main_container(subject).get("resources", {}).get("limits", {})
    if isinstance(limits, dict) and "memory" not in limits:
        message = "no limit of memory: one leak takes the node's other pods with it"
        yield Remark(("resources", "limits"), message, "write `limits: {memory: …}`")


def _public(subject: Subject) -> Iterator[Remark]:
    settings = subject.server.settings.ingress
    if not subject.route or settings.auth or settings.allowlist:
        return
    if not any(name.endswith(_GUARDS) for name in settings.annotations):
        message = "anyone who can reach the host can call the server, as far as the ingress is asked"
        yield Remark(
            ("ingress",), message, "write `auth` or `allowlist`, or ignore this rule where the server itself asks who calls"
        )


def _left_out(subject: Subject) -> Iterator[Remark]:
    runs = controller(subject.server)
    policies = [each for each in subject.objects if each["kind"] == "NetworkPolicy"]
    if runs is None or not policies or subject.server.environment.network is None:
        return
    facts = subject.server.environment.network
    if not (facts.controller_namespace or runs.namespace or facts.controller_cidrs or runs.cidrs):
        message = "the NetworkPolicy does not know where the load balancer's connections come from, and lets none of them in"
        remedy = f"write `environments.{subject.server.environment.name}.networkPolicy.controllerCIDRs`"
        yield Remark(("networkPolicy",), message, remedy)


def _names(subject: Subject) -> Iterator[Remark]:
    if knows_names(subject.server):
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
