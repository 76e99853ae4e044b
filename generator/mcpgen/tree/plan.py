"""Wanted against disk: what would be written, deleted, kept, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mcpgen.tree.errors import Outside
from mcpgen.tree.header import Seal, body
from mcpgen.tree.paths import checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mcpgen.tree.snapshot import Found, Snapshot


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a sync may go: over hand edits, and in removing."""

    force: bool = False
    overwrite: frozenset[str] = frozenset()
    prune: bool = True
    allow_delete: int = 0

    def over(self, path: str) -> bool:
        """True where a hand-edited file may be overwritten or deleted."""
        return self.force or path in self.overwrite


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its text on disk (None: it is not there) and as wanted (None: it goes).

    `forced`: the first line of the file on disk does not verify, and it may be gone over all the same.
    """

    path: str
    old: str | None
    new: str | None
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that is not ours to change, and what would have become of it."""

    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a sync would do, sorted by path. `kept` counts the files that are as wanted.

    A plan with conflicts, or with objections (lines that say what is too much, and the way out), is never carried out.
    """

    creates: tuple[Change, ...] = ()
    updates: tuple[Change, ...] = ()
    deletes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    kept: int = 0
    objections: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that would be written or deleted."""
        return (*self.creates, *self.updates, *self.deletes)

    @property
    def pending(self) -> tuple[Change, ...]:
        """All that is not as wanted, in conflict or not."""
        return (*self.changes, *(conflict.change for conflict in self.conflicts))

    @property
    def clean(self) -> bool:
        """True where the tree is as wanted."""
        return not self.pending

    def with_objections(self, lines: Iterable[str]) -> Plan:
        """The same plan with these objections."""
        return replace(self, objections=tuple(lines))


def plan(wanted: Mapping[str, str], snapshot: Snapshot, policy: Policy) -> Plan:
    """What it takes to make the tree as wanted. Raises Outside for a wanted path that is none of ours."""
    _distinct(wanted)
    creates = [
        Change(checked(path), None, text)
        for path, text in wanted.items()
        if path not in snapshot.kept and path not in snapshot.others
    ]
    updates: list[Change] = []
    deletes: list[Change] = []
    conflicts: list[Conflict] = []
    for path, found in snapshot.others.items():
        change = Change(path, found.text, wanted.get(path), forced=found.seal is not Seal.OURS)
        if change.new is None and (found.seal is Seal.FOREIGN or not policy.prune):
            continue
        reason = _reason(found, change)
        if reason and not policy.over(path):
            conflicts.append(Conflict(change, reason))
        else:
            (deletes if change.new is None else updates).append(change)
    conflicts += _orphans(snapshot, deletes, wanted)
    ordered = tuple(sorted(conflicts, key=lambda conflict: conflict.change.path))
    return Plan(_sorted(creates), _sorted(updates), _sorted(deletes), ordered, len(snapshot.kept))


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.path))


def _reason(found: Found, change: Change) -> str:
    """Why the file is not ours to change; empty where it is, or where only its first line would change."""
    if found.seal is Seal.OURS or (found.seal is Seal.EDITED and change.new and body(found.text) == body(change.new)):
        return ""
    if not found.text:
        return "is empty: it was cut short or emptied, and kustomize would not say so"
    return "was edited by hand" if found.seal is Seal.EDITED else "is not a file that mcpgen wrote here"


def _orphans(snapshot: Snapshot, deletes: Iterable[Change], wanted: Mapping[str, str]) -> list[Conflict]:
    """Foreign YAML in a folder that loses its kustomization: Flux would generate one over everything below."""
    losing = {change.path.rpartition("/")[0] for change in deletes if change.path.endswith("/kustomization.yaml")}
    reason = "would be left without a kustomization.yaml, which Flux would then generate: move it away"
    return [
        Conflict(Change(path, found.text, None), reason)
        for path, found in snapshot.others.items()
        if found.seal is Seal.FOREIGN
        and path not in wanted
        and path.endswith((".yaml", ".yml"))
        and any(path.startswith(f"{folder}/") for folder in _parents(path) & losing)
    ]


def _parents(path: str) -> set[str]:
    parts = path.split("/")
    return {"/".join(parts[:length]) for length in range(1, len(parts))}


def _distinct(wanted: Iterable[str]) -> None:
    """File systems of macOS and Windows hold one of two names that differ only in case."""
    seen: dict[str, str] = {}
    for path in wanted:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            raise Outside(f"{path} and {other} differ only in case: rename one of the two servers")
