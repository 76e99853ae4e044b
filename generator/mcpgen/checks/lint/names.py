"""Annotations of the ingress that their controller does not know, or that do nothing alone.

Sources of annotations/: kubernetes/ingress-nginx (docs/user-guide/nginx-configuration/annotations.md, internal/ingress/
annotations); nginx/kubernetes-ingress (internal/k8s/validation.go, internal/configs/annotations.go); haproxytech/
kubernetes-ingress (documentation/annotations.md for 3.2: what an Ingress or a Service may carry; pkg/annotations);
traefik/traefik (docs/content/reference/routing-configuration/kubernetes/ingress.md, "On Ingress"; its names are read in any
case); kubernetes-sigs/aws-load-balancer-controller (pkg/annotations/constants.go).
"""

from __future__ import annotations

from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Fix, Remark, Rule, Severity, written
from mcpgen.streaming.intent import controller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.checks.lint.remark import Subject

_MEANT = {
    "nginx.ingress.kubernetes.io/rate-limit": "nginx.ingress.kubernetes.io/limit-rpm",
    "nginx.ingress.kubernetes.io/rate-limit-rps": "nginx.ingress.kubernetes.io/limit-rps",
    "nginx.ingress.kubernetes.io/allow-source-range": "nginx.ingress.kubernetes.io/whitelist-source-range",
}
"""Names that people write and no controller reads → what they mean."""

_OWNERS = {
    "nginx.ingress.kubernetes.io/": "nginx",
    "nginx.org/": "nginx-f5",
    "nginx.com/": "nginx-f5",
    "haproxy.org/": "haproxy",
    "haproxy.com/": "haproxy",
    "traefik.ingress.kubernetes.io/": "traefik",
    "alb.ingress.kubernetes.io/": "alb",
}
"""What an annotation begins with → the controller that reads it, whose names are in annotations/."""

_ANY_CASE = frozenset({"traefik"})

_ENABLE = "nginx.ingress.kubernetes.io/enable-cors"
_CORS = "nginx.ingress.kubernetes.io/cors-"


@lru_cache
def known(owner: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The annotations that a controller reads, and the patterns of those whose names hold a name of the user's."""
    text = files("mcpgen.checks.lint").joinpath("annotations", f"{owner}.txt").read_text(encoding="utf-8")
    names = text.split()
    return frozenset(name for name in names if "*" not in name), tuple(name for name in names if "*" in name)


@lru_cache
def _owner(name: str) -> str | None:
    """The controller that an annotation, or the beginning of one, is for; None for what nobody here knows."""
    return next((owner for prefix, owner in _OWNERS.items() if name.startswith(prefix)), None)


def _reads(owner: str, name: str) -> bool:
    names, patterns = known(owner)
    said = name.lower() if owner in _ANY_CASE else name
    return said in names or any(fnmatchcase(said, pattern) for pattern in patterns)


def _unknown(subject: Subject) -> Iterator[Remark]:
    runs = controller(subject.server)
    here = _owner(runs.prefix) if runs else None
    for name in subject.words if here else ():
        if here is None or _owner(name) != here or _reads(here, name):
            continue
        near = _MEANT.get(name) or next(iter(get_close_matches(name, sorted(known(here)[0]), n=1, cutoff=0.9)), None)
        remedy = f"did you mean `{near}`?" if near else "remove it"
        path = _field(subject, name)
        meant = _MEANT.get(name)
        fix = Fix(rename=meant) if meant and meant not in subject.words and path[-1] == name else None
        yield Remark(path, "no such annotation: the controller does not read it", remedy, at_key=True, fix=fix)


def _without_cors(subject: Subject) -> Iterator[Remark]:
    found = subject.words
    asked = [name for name in found if name.startswith(_CORS)]
    runs = controller(subject.server)
    if asked and runs and _owner(runs.prefix) == "nginx" and _ENABLE not in found:
        path = _field(subject, asked[0])
        fix = Fix(entry=(_ENABLE, "true")) if path[-1] == asked[0] else None
        remedy = f'write `{_ENABLE}: "true"` beside it'
        yield Remark(path, 'no effect without `enable-cors: "true"`', remedy, at_key=True, fix=fix)


def _of_another(subject: Subject) -> Iterator[Remark]:
    runs = controller(subject.server)
    for name in subject.words if runs else ():
        if runs and _owner(name) not in {None, _owner(runs.prefix)}:
            message = "another controller's annotation: the one of this environment does not read it"
            yield Remark(_field(subject, name), message, "remove it here", at_key=True)


def _field(subject: Subject, name: str) -> FieldPath:
    return written(subject, str(subject.way["kind"]), ("metadata", "annotations", name))


RULES = (
    Rule("MCP201", Severity.WARNING, "an annotation that its controller does not know", _unknown),
    Rule("MCP202", Severity.WARNING, "CORS annotations without enable-cors", _without_cors),
    Rule("MCP205", Severity.WARNING, "an annotation of a controller that does not run here", _of_another),
)
