"""Servers that pass from one owner to another, or to none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcpgen.checks.dangers.handover import CLASSES, Handover, Owner
from mcpgen.checks.dangers.transition import Transition

OLD = Owner("Kustomization", "flux-system", "mcp", prunes=True, deletes=True)
NEW = replace(OLD, name="search")
APP = Owner("Application", "", "mcp", prunes=False, deletes=False)


TAKEN = "unless Kustomization flux-system/search has taken them over before"
MANY = "a, b, c, d, e and 2 more"


def handed(servers: str, *, old: Owner = OLD, new: Owner | None = NEW, goes: bool = True) -> Handover:
    """Servers of one letter each that pass from `old` to `new`."""
    return Handover(old, goes, new, tuple(servers))


@pytest.mark.parametrize(
    ("handover", "message"),
    [
        (handed("ab"), f"Kustomization flux-system/mcp goes: it deletes the objects of a, b, {TAKEN}"),
        (
            handed("abcdefg", goes=False),
            f"Kustomization flux-system/mcp no longer applies {MANY}: it deletes the objects of {MANY}, {TAKEN}",
        ),
        (
            handed("a", new=None),
            "Kustomization flux-system/mcp goes: it deletes the objects of a, and nothing applies them any more",
        ),
        (handed("a", old=APP), ""),
        (handed("a", old=replace(OLD, prunes=False), goes=False), ""),
        (
            handed("a", old=replace(OLD, prunes=False)),
            f"Kustomization flux-system/mcp goes: it deletes the objects of a, {TAKEN}",
        ),
        (
            handed("a", old=APP, new=None),
            "Application mcp goes: nothing applies a any more, and their objects stay as they are",
        ),
    ],
)
def test_what_is_told(handover: Handover, message: str) -> None:
    """What is deleted and by whom; nothing where the old owner leaves what it no longer lists."""
    seen = Transition("production", None, (), (), (handover,))
    assert [danger.message for each in CLASSES for danger in each.check(seen)] == ([message] if message else [])
