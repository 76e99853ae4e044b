"""A team's repository: a catalog, what mcpgen makes of it, and commits that are pushed to a real git server."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from tests.tools import MCPGEN, mcpgen, run

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.kubectl import Key, Object

ADDRESS = "https://git.example.com/platform/mcp"
"""Where the catalogs say that they are."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A working copy."""

    folder: Path

    @classmethod
    def created(cls, folder: Path, url: str, catalog: str) -> Repository:
        """A new working copy with that catalog in it, and nothing else; `url` takes the place of the example's address."""
        assert ADDRESS in catalog
        run("git", "clone", "-q", url, folder)
        run("git", "config", "user.name", "e2e", cwd=folder)
        run("git", "config", "user.email", "e2e@example.com", cwd=folder)
        (folder / "catalog.yaml").write_text(catalog.replace(ADDRESS, url), encoding="utf-8")
        return cls(folder)

    @property
    def head(self) -> str:
        """The commit that stands in the working copy."""
        return run("git", "rev-parse", "HEAD", cwd=self.folder).strip()

    def overwrite(self, path: str, old: str, new: str) -> None:
        """Changes a file by hand; what is changed must stand there once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def sync(self, *options: str) -> None:
        """`mcpgen sync`, which must succeed."""
        done = mcpgen("sync", *options, cwd=self.folder)
        assert done.returncode == 0, done.stderr

    def push(self) -> str:
        """Commits all that changed, pushes it, and gives the commit."""
        run("git", "add", "-A", cwd=self.folder)
        run("git", "commit", "-q", "-m", "A change", cwd=self.folder)
        run("git", "-c", "http.postBuffer=16777216", "push", "-q", "origin", "HEAD:main", cwd=self.folder)
        return self.head

    def planned(self, environment: str) -> tuple[set[Key], set[tuple[str, str]]]:
        """What `mcpgen plan` foresees for the servers of an environment: the objects, and class and server of each danger."""
        plan = json.loads(run(MCPGEN, "plan", "--against", "HEAD", "--format", "json", cwd=self.folder))
        objects, dangers = (
            [each for each in plan[name] if each["environment"] == environment] for name in ("objects", "dangers")
        )
        names = {(each["kind"], each["namespace"], each["name"]) for each in objects if each["server"]}
        return names, {(each["class"], each["server"]) for each in dangers}

    def rendered(self, environment: str, *server: str) -> list[Object]:
        """What `mcpgen render` says the cluster should hold."""
        text = run(MCPGEN, "render", environment, *server, cwd=self.folder)
        return list(yaml.safe_load_all(text))

    def bootstrap(self, environment: str) -> list[str]:
        """The words of the command that `mcpgen bootstrap` prints."""
        return run(MCPGEN, "bootstrap", "flux", environment, cwd=self.folder).split()
