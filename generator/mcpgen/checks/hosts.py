"""The host names of routes: names that DNS can resolve."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.metadata import is_dns_label
from mcpgen.checks.pods import items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject


def hosts(objects: Sequence[Object]) -> Iterator[Finding]:
    """The hosts of every Ingress and HTTPRoute.

    Source: networking/validation v1.34.0, validateIngressRules; RFC 1035, section 2.3.4, for the length of a label.
    """
    for subject in objects:
        for at, host in _hosts(subject):
            wrong = _problem(host) if isinstance(host, str) and host else None
            if wrong:
                yield finding(subject, at, *wrong)


def _hosts(subject: Object) -> Iterator[tuple[PathInObject, Any]]:
    if subject["kind"] == "Ingress":
        for index, rule in items(subject["spec"], "rules"):
            yield ("spec", "rules", index), rule.get("host")
    elif subject["kind"] == "HTTPRoute":
        names = subject["spec"].get("hostnames")
        for index, name in enumerate(names if isinstance(names, list) else ()):
            yield ("spec", "hostnames", index), name


@lru_cache(maxsize=1 << 12)
def _problem(host: str) -> tuple[str, str] | None:
    """What is wrong with a host and what to write instead; None where it is fine."""
    shown, name = host[:80], host.removeprefix("*.")
    if re.fullmatch(r"[0-9]+(\.[0-9]+){3}", host) or ":" in host:
        return f"`{shown}` is an address, and routes take names only", "write a DNS name such as mcp.example.com"
    if "*" in name:
        return f"`{shown}` has a `*` behind its start", "write `ingress.host`, or the environment's `domain` without `*`"
    if len(host) > 253:
        return f"`{shown}…` has {len(host)} characters", "write a shorter `ingress.host` or `domain`: at most 253 together"
    if not all(map(is_dns_label, name.split("."))):
        remedy = "write lower-case letters, digits and `-` between the dots, at most 63 each"
        return f"`{shown}` is not a host name", remedy
    return None
