"""Servers that pass from the care of one Flux Kustomization or Argo CD Application to another's, or to nobody's.

Source: fluxcd/pkg, ssa/manager_delete.go: what the old owner no longer lists is deleted unless the labels on it are another
owner's by then, so it is a race; fluxcd.io, "Kustomization" (`prune`, `deletionPolicy`); argo-cd.readthedocs.io, "Automated
Sync Policy" (`prune`), "App Deletion" (the finalizer) and "Application Pruning & Resource Deletion".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.checks.dangers.danger import Class, Danger, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.transition import Transition

_SHOWN = 5
"""Servers named in a message; the rest are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """What applies servers. `prunes`: it deletes what it no longer lists; `deletes`: it takes all along when it goes."""

    kind: str
    namespace: str
    name: str
    prunes: bool
    deletes: bool

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same owner, whatever it does."""
        return self.kind, self.namespace, self.name

    def __str__(self) -> str:
        """In words: kind, namespace and name."""
        return f"{self.kind} {f'{self.namespace}/' if self.namespace else ''}{self.name}"


@dataclass(frozen=True, slots=True)
class Handover:
    """Servers that `old` no longer applies, since it `goes` or lists others; `new` applies them now (None: nothing does)."""

    old: Owner
    goes: bool
    new: Owner | None
    servers: tuple[str, ...]


def _changed(transition: Transition) -> Iterator[Danger]:
    for each in transition.handovers:
        old, servers = each.old, _named(each.servers)
        why = f"{old} {'goes' if each.goes else f'no longer applies {servers}'}"
        if old.deletes if each.goes else old.prunes:
            unless = f"unless {each.new} has taken them over before" if each.new else "and nothing applies them any more"
            message = f"{why}: it deletes the objects of {servers}, {unless}"
            remedy = "merge it in two steps, as docs/plan.md#owner-changed shows" if each.new else "let something apply them"
            yield Danger(message, remedy, old.kind, old.name)
        elif each.new is None:
            message = f"{why}: nothing applies {servers} any more, and their objects stay as they are"
            yield Danger(message, "let something apply them, or delete their objects by hand", old.kind, old.name)


def _named(servers: tuple[str, ...]) -> str:
    more = len(servers) - _SHOWN
    shown = ", ".join(servers[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown


CLASSES = (Class("owner-changed", Severity.HIGH, "servers pass from one owner to another, or to none", _changed),)
