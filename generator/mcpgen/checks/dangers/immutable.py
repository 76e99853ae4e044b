"""Changes that an API server refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.dangers.danger import Class, Severity, of
from mcpgen.checks.dangers.immutable_fields import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.danger import Danger
    from mcpgen.checks.dangers.transition import Transition

_REMEDY = "undo it, or delete the object by hand right before the merge: what it runs is gone until it is made anew"


def _immutable(transition: Transition) -> Iterator[Danger]:
    for pair in transition.pairs:
        if pair.old is None or pair.new is None or pair.moves:
            continue
        paths = refused(pair.old, pair.new)
        if paths:
            wrong = f"{', '.join(paths)} cannot be changed once set: the API server refuses all that is applied with it"
            yield of(pair, wrong, _REMEDY)


CLASSES = (Class("immutable-changed", Severity.HIGH, "a field changes that no API server lets change", _immutable),)
