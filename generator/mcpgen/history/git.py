"""The git program, the only one who runs it: commands that read, in the catalog's folder."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from mcpgen.errors import printable
from mcpgen.history.errors import Unreadable, Unversioned

NO_GIT = "git is not installed, or not on PATH: install it, for the files as they were are in its history"


@dataclass(frozen=True, slots=True)
class Git:
    """The program in a folder of a work tree."""

    folder: str

    def asked(self, *words: str) -> str | None:
        """The first line of what the command prints; None where it ends with an error, or prints nothing."""
        done = self.ran(*words)
        return None if done.returncode else done.stdout.decode(errors="replace").partition("\n")[0] or None

    def output(self, *words: str) -> bytes:
        """All that the command prints. Raises Unreadable with git's own words where it ends with an error."""
        done = self.ran(*words)
        if done.returncode:
            raise Unreadable(f"git {words[0]}: {_last_line(done.stderr)}")
        return done.stdout

    def ran(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """The command once it has ended. Raises Unreadable where there is no git."""
        try:
            return subprocess.run(self.command(*words), stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 -- words of ours, and ids
        except OSError:
            raise Unreadable(NO_GIT) from None

    def command(self, *words: str) -> list[str]:
        """The command line of a git command in the folder."""
        return ["git", "-C", self.folder, *words]


def opened(folder: str) -> Git:
    """The program in that folder. Raises Unversioned where it is not in a work tree, Unreadable where git cannot look."""
    git = Git(folder)
    done = git.ran("rev-parse", "--is-inside-work-tree")
    if done.returncode == 0 and done.stdout.strip() == b"true":
        return git
    if b"dubious ownership" in done.stderr:
        raise Unreadable(f"git rev-parse: {printable(done.stderr.decode(errors='replace').partition(chr(10))[0])}")
    remedy = "run `git init` and commit, or name a catalog that is in a repository"
    raise Unversioned(printable(f"{folder} is not in a work tree of git, so there is no history to plan against: {remedy}"))


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines() or ["ended with an error and no word"]
    return printable(lines[-1])
