"""Wanted against disk: what would be written, deleted, kept, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from mcpgen.errors import printable
from mcpgen.tree.disk import Kind
from mcpgen.tree.errors import Outside, Unknown
from mcpgen.tree.header import Seal, body
from mcpgen.tree.paths import checked, parents

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
    """What is not ours to change, and what would have become of it. `final`: no option goes over it."""

    change: Change
    reason: str
    final: bool = False


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
    """What it takes to make the tree as wanted.

    Raises Outside for a wanted path that is none of ours, Unknown for a path to overwrite that names no file of ours.
    """
    _distinct(wanted)
    _known(policy.overwrite, wanted, snapshot)
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
        if found.kind is Kind.FOLDER:
            conflicts.append(Conflict(Change(path, None, change.new), f"{reason}: move it away", final=True))
        elif reason and not policy.over(path):
            conflicts.append(Conflict(change, reason))
        else:
            (deletes if change.new is None else updates).append(change)
    conflicts += [*_obstacles(snapshot, creates), *_orphans(snapshot, deletes, wanted)]
    ordered = tuple(sorted(conflicts, key=lambda conflict: conflict.change.path))
    return Plan(_sorted(creates), _sorted(updates), _sorted(deletes), ordered, len(snapshot.kept))


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.path))


def _reason(found: Found, change: Change) -> str:
    """Why the file is not ours to change; empty where it is, or where only its first line would change."""
    if found.seal is Seal.OURS or (found.seal is Seal.EDITED and change.new and body(found.text) == body(change.new)):
        return ""
    if found.kind is not Kind.FILE:
        return f"is {found.kind} where mcpgen needs a file"
    if not found.text:
        return "is empty: it was cut short or emptied, and kustomize would not say so"
    return "was edited by hand" if found.seal is Seal.EDITED else "is not a file that mcpgen wrote here"


def _obstacles(snapshot: Snapshot, creates: Iterable[Change]) -> list[Conflict]:
    """Files and links where wanted files need folders: found here, since half-way through the moves it would be too late."""
    needed = {parent for change in creates for parent in parents(change.path)}
    found = {path: snapshot.others[path] for path in needed & snapshot.others.keys()}
    return [
        Conflict(Change(path, each.text, None), f"is {each.kind} where mcpgen needs a folder: move it away", final=True)
        for path, each in found.items()
    ]


def _orphans(snapshot: Snapshot, deletes: Iterable[Change], wanted: Mapping[str, str]) -> list[Conflict]:
    """Foreign YAML in a folder that loses its kustomization: Flux would generate one over everything below."""
    losing = {change.path.rpartition("/")[0] for change in deletes if change.path.endswith("/kustomization.yaml")}
    reason = "would be left without a kustomization.yaml, which Flux would then generate: move it away"
    return [
        Conflict(Change(path, found.text, None), reason, final=True)
        for path, found in snapshot.others.items()
        if found.seal is Seal.FOREIGN
        and path not in wanted
        and path.endswith((".yaml", ".yml"))
        and not losing.isdisjoint(parents(path))
    ]


def _known(overwrite: Iterable[str], wanted: Mapping[str, str], snapshot: Snapshot) -> None:
    """Every path to overwrite is a file that mcpgen writes, or once wrote; another would be passed over in silence."""
    for path in sorted(overwrite):
        found = snapshot.others.get(path)
        if path not in wanted and (found is None or found.seal is Seal.FOREIGN):
            generated = (each for each, there in snapshot.others.items() if each in wanted or there.seal is not Seal.FOREIGN)
            near = get_close_matches(path, list(generated), n=1)
            remedy = f"did you mean {near[0]}?" if near else "write it as a conflict shows it, such as base/a/service.yaml"
            raise Unknown(printable(f"--overwrite {path}: mcpgen writes no file there: {remedy}"))


def _distinct(wanted: Iterable[str]) -> None:
    """File systems of macOS and Windows hold one of two names that differ only in case."""
    seen: dict[str, str] = {}
    for path in wanted:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            raise Outside(f"{path} and {other} differ only in case: rename one of the two servers")
