"""Annotations of the ingress that their controller does not know, or that do nothing alone.

Source: the annotation tables of kubernetes/ingress-nginx (docs/user-guide/nginx-configuration/annotations.md and
internal/ingress/annotations).
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Fix, Remark, Rule, Severity
from mcpgen.streaming.intent import controller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject

_MEANT = {
    "nginx.ingress.kubernetes.io/rate-limit": "nginx.ingress.kubernetes.io/limit-rpm",
    "nginx.ingress.kubernetes.io/rate-limit-rps": "nginx.ingress.kubernetes.io/limit-rps",
    "nginx.ingress.kubernetes.io/allow-source-range": "nginx.ingress.kubernetes.io/whitelist-source-range",
}
"""Names that people write and no controller reads → what they mean."""

_PREFIXES = {"nginx.ingress.kubernetes.io/": "nginx"}
"""What an annotation begins with → the list of all names behind it."""

_ENABLE = "nginx.ingress.kubernetes.io/enable-cors"
_CORS = "nginx.ingress.kubernetes.io/cors-"


@lru_cache
def known(controller_name: str) -> frozenset[str]:
    """The annotations that a controller reads, without their prefix."""
    text = files("mcpgen.checks.lint").joinpath("annotations", f"{controller_name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _unknown(subject: Subject) -> Iterator[Remark]:
    for name in subject.server.settings.ingress.annotations if subject.route else ():
        prefix = next((prefix for prefix in _PREFIXES if name.startswith(prefix)), None)
        if prefix is None or name.removeprefix(prefix) in known(_PREFIXES[prefix]):
            continue
        near = _MEANT.get(name) or next(iter(_near(name, prefix)), None)
        remedy = f"did you mean `{near}`?" if near else "remove it"
        fix = Fix(rename=_MEANT[name]) if name in _MEANT else None
        path = ("ingress", "annotations", name)
        yield Remark(path, "no such annotation: the controller does not read it", remedy, at_key=True, fix=fix)


def _near(name: str, prefix: str) -> Iterator[str]:
    found = get_close_matches(name.removeprefix(prefix), sorted(known(_PREFIXES[prefix])), n=1, cutoff=0.7)
    return (f"{prefix}{each}" for each in found)


def _without_cors(subject: Subject) -> Iterator[Remark]:
    words = subject.server.settings.ingress.annotations
    asked = [name for name in words if name.startswith(_CORS)]
    if subject.route and asked and _ENABLE not in {**subject.route.annotations, **words}:
        path, fix = ("ingress", "annotations", asked[0]), Fix(entry=(_ENABLE, "true"))
        remedy = f'write `{_ENABLE}: "true"` beside it'
        yield Remark(path, 'no effect without `enable-cors: "true"`', remedy, at_key=True, fix=fix)


def _of_another(subject: Subject) -> Iterator[Remark]:
    runs = controller(subject.server)
    for name in subject.server.settings.ingress.annotations if runs else ():
        if runs and any(name.startswith(prefix) for prefix in _PREFIXES) and not name.startswith(runs.prefix):
            path = ("ingress", "annotations", name)
            message = "another controller's annotation: the one of this environment does not read it"
            yield Remark(path, message, "remove it here", at_key=True)


RULES = (
    Rule("MCP201", Severity.WARNING, "an annotation that its controller does not know", _unknown),
    Rule("MCP202", Severity.WARNING, "CORS annotations without enable-cors", _without_cors),
    Rule("MCP205", Severity.WARNING, "an annotation of a controller that does not run here", _of_another),
)
