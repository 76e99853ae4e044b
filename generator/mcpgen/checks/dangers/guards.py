"""Who is asked before a call gets through: names and passwords, and allowed addresses, whichever controller keeps watch.

Source: the objects and annotations that mcpgen writes for `auth` and `allowlist` (streaming/), and the neighbouring fields of
the same objects in each controller's reference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.danger import Class, Danger, Severity
from mcpgen.checks.dangers.ranges import beyond, network
from mcpgen.checks.pods import listed, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object

_WATCHMEN = {
    "AccessPolicy",
    "AgentgatewayPolicy",
    "AuthenticationFilter",
    "AuthorizationPolicy",
    "Middleware",
    "Policy",
    "RequestAuthentication",
    "SecurityPolicy",
    "TrafficPolicy",
}
_ASKS = {
    "apiKey",
    "apiKeyAuth",
    "apiKeyAuthentication",
    "basic",
    "basicAuth",
    "basicAuthentication",
    "digestAuth",
    "extAuth",
    "externalAuth",
    "forwardAuth",
    "ingressMTLS",
    "jwt",
    "jwtAuth",
    "jwtAuthentication",
    "jwtRules",
    "oidc",
}
"""Fields of those kinds that make the controller ask who calls."""

_ASKING = ("/auth-url", "/auth-type", "/auth-signin", "/auth-tls-secret", "/basic-auth-secret", "/jwt-key")
_LISTS = ("/whitelist-source-range", "/allowlist-source-range", "/allow-list", "/whitelist", "/inbound-cidrs")
_RANGE = re.compile(r"[0-9a-fA-F:.]{2,45}/[0-9]{1,3}")


def _removed(transition: Transition) -> Iterator[Danger]:
    if not transition.stays:
        return
    if any(map(_asks, transition.old)) and not any(map(_asks, transition.new)):
        message = "nobody asks any more who calls: `auth` is gone from the way to the server"
        yield Danger(message, "keep `auth`, or make sure that the server itself asks")
    old, new = _allowed(transition.old), _allowed(transition.new)
    if old and not new:
        message = "every address may call: the list of allowed addresses is gone"
        yield Danger(message, "keep `allowlist`")
    elif old and (more := beyond(new, old)):
        yield Danger(f"more addresses may call: {', '.join(more)}", "make sure that they are meant to")
    if any(map(_inside, transition.old)) and not any(map(_inside, transition.new)):
        yield Danger("the load balancer is no longer internal", "keep the annotation that says so")


def _asks(subject: Object) -> bool:
    """True where the object makes a controller ask who calls."""
    notes = mapping(subject, "metadata", "annotations")
    if any(name.endswith(_ASKING) for name in notes):
        return True
    return subject["kind"] in _WATCHMEN and any(key in _ASKS and value for key, value in _entries(subject.get("spec")))


def _allowed(objects: Sequence[Object]) -> list[str]:
    """The ranges of addresses that may call; none where no object names any."""
    found: list[str] = []
    for subject in objects:
        notes = mapping(subject, "metadata", "annotations")
        found += _ranges(value for name, value in notes.items() if name.endswith(_LISTS))
        if subject["kind"] in _WATCHMEN:
            found += _ranges(value for _, value in _entries(subject.get("spec")))
        found += _ranges(listed(subject, "spec", "loadBalancerSourceRanges"))
    return list(dict.fromkeys(found))


def _ranges(values: Iterable[Any]) -> list[str]:
    texts = (value for value in values if isinstance(value, str))
    return [each for text in texts for each in _RANGE.findall(text) if network(each)]


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key and value below, items of lists under their list's key; what is denied is left out."""
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        key, here = stack.pop()
        yield key, here
        if isinstance(here, dict) and here.get("action") != "deny":
            stack += [(str(step), inner) for step, inner in here.items() if step != "deny"]
        elif isinstance(here, list):
            stack += [(key, inner) for inner in here]


def _inside(subject: Object) -> bool:
    """True for what a cloud's load balancer keeps inside. Source: the annotation lists of AWS, Azure and Google."""
    notes = mapping(subject, "metadata", "annotations")
    said = {
        "alb.ingress.kubernetes.io/scheme": "internal",
        "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
        "service.beta.kubernetes.io/aws-load-balancer-internal": "true",
        "service.beta.kubernetes.io/azure-load-balancer-internal": "true",
        "networking.gke.io/load-balancer-type": "Internal",
    }
    return any(notes.get(name) == value for name, value in said.items())


CLASSES = (Class("guard-removed", Severity.HIGH, "callers are no longer asked who or where they are", _removed),)
