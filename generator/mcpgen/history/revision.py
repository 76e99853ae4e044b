"""Which commit the working tree is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.errors import printable
from mcpgen.history.errors import UnknownRevision, Unreadable

if TYPE_CHECKING:
    from mcpgen.history.git import Git

_TRUNKS = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where a pull request would go, the surest first. `git clone` writes origin/HEAD; a checkout in CI often has none."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, by its full id, and how it was found, in words for people. No id: nothing was committed yet."""

    commit: str | None
    said: str


def revision(git: Git, against: str | None) -> Revision:
    """The commit that `against` names; with `REV...` the merge base of REV and HEAD, as git's own diff takes it.

    None is `TRUNK...`, where TRUNK is what origin calls its default branch, or main, or master; HEAD where there is none of
    them. Raises UnknownRevision, or Unreadable for a clone too shallow to know.
    """
    if against is not None:
        base, dots, _ = against.partition("...")
        return _merge_base(git, base, base) if dots and base else _named(git, against)
    if git.asked("rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        return Revision(None, "nothing, since nothing is committed yet")
    for trunk in _TRUNKS:
        if git.asked("rev-parse", "--verify", "--quiet", f"{trunk}^{{commit}}"):
            name = git.asked("rev-parse", "--abbrev-ref", trunk) or trunk
            return _merge_base(git, trunk, name)
    return _named(git, "HEAD")


def _named(git: Git, name: str) -> Revision:
    return Revision(_commit(git, name), printable(name))


def _merge_base(git: Git, name: str, shown: str) -> Revision:
    commit = _commit(git, name)
    base = git.asked("merge-base", commit, "HEAD")
    if base is None:
        if _shallow(git):
            said = printable(f"this clone is shallow, and what it has in common with {shown} is not in it")
            remedy = "run `git fetch --unshallow` (`fetch-depth: 0` in GitHub Actions), or name a commit with `--against`"
            raise Unreadable(f"{said}: {remedy}")
        raise Unreadable(printable(f"HEAD and {shown} have no commit in common: name another with `--against`"))
    return Revision(base, printable(f"the merge base with {shown}"))


def _commit(git: Git, name: str) -> str:
    """The full id of the commit. (A name that begins with a dash would be an option to git; no reference does.)"""
    found = None if name.startswith("-") else git.asked("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found is None:
        remedy = "name a branch, a tag or a commit"
        if _shallow(git):
            remedy += "; this clone is shallow and may not have it: `git fetch --unshallow`"
        raise UnknownRevision(printable(f"--against {name}: git knows no such commit here: {remedy}"))
    return found


def _shallow(git: Git) -> bool:
    return git.asked("rev-parse", "--is-shallow-repository") == "true"
