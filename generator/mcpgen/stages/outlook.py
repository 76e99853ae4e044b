"""What merging the files on disk would do to each cluster, and what is dangerous in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.checks.dangers.classes import UNKNOWN, dangers
from mcpgen.checks.dangers.danger import Danger
from mcpgen.kustomize.difference import same
from mcpgen.stages.clusters import delivered
from mcpgen.stages.transitions import seen
from mcpgen.tree.errors import Refused

if TYPE_CHECKING:
    from mcpgen.checks.dangers.danger import Class
    from mcpgen.checks.dangers.transition import Pair, Transition
    from mcpgen.tree.contents import Contents

_NOT_PLANNED = "nothing was planned. Run `mcpgen sync`: it writes what is missing, and shows what it would overwrite"
_LOOK = "look at `git diff`, or name a commit whose files are whole with `--against`"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One object that will not be what it was. `server` is None for what is no server's."""

    environment: str
    server: str | None
    pair: Pair


@dataclass(frozen=True, slots=True)
class Threat:
    """A danger, of which class, and to which server."""

    kind: Class
    environment: str
    server: str | None
    danger: Danger


@dataclass(frozen=True, slots=True)
class Outlook:
    """Objects and dangers, by environment, server, and the order of kinds and classes.

    `commit` is the full id of what the files were held against (None: nothing was committed yet), `said` how it was found;
    `drift` are the files that are not what the catalog asks for.
    """

    commit: str | None
    said: str
    drift: tuple[str, ...]
    objects: tuple[Foreseen, ...]
    threats: tuple[Threat, ...]


def foreseen(before: Contents, after: Contents, prefix: str) -> tuple[tuple[Foreseen, ...], tuple[Threat, ...]]:
    """The objects that differ, and the dangers; `prefix` is the catalog's folder in the repository.

    Raises Refused, with every damaged file, where those on disk do not build.
    """
    found = seen(before, after)
    if found.damaged:
        raise Refused([*(found.damaged[each] for each in sorted(found.damaged)), _NOT_PLANNED])
    transitions = sorted([*found.transitions, *delivered(before, after, prefix)], key=_place)
    changes = [Foreseen(each.environment, each.server, pair) for each in transitions for pair in each.pairs if _differs(pair)]
    threats = [Threat(kind, each.environment, each.server, danger) for each in transitions for kind, danger in dangers(each)]
    for where, why in found.unknown.items():
        threats.append(Threat(UNKNOWN, *where, Danger(f"it cannot be told what changes: {why}", _LOOK)))
    return tuple(changes), tuple(sorted(threats, key=_place))


def _place(each: Transition | Threat) -> tuple[str, str]:
    return each.environment, each.server or ""


def _differs(pair: Pair) -> bool:
    return pair.old is None or pair.new is None or not same(pair.old, pair.new)
