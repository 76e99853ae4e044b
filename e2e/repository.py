"""A team's repository: a catalog, what mcpgen makes of it, and commits that are pushed to a real git server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from e2e.flux import flux_objects
from e2e.kubectl import written
from tests.tools import MCPGEN, mcpgen, run

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.kubectl import Object


@dataclass(frozen=True, slots=True)
class Repository:
    """A working copy, the address that it is pushed to, and whether its Kustomizations wait for health."""

    folder: Path
    url: str
    wait: bool

    @classmethod
    def created(cls, folder: Path, url: str, catalog: str, *, wait: bool) -> Repository:
        """A new working copy with that catalog in it, and nothing else."""
        run("git", "clone", "-q", url, folder)
        run("git", "config", "user.name", "e2e", cwd=folder)
        run("git", "config", "user.email", "e2e@example.com", cwd=folder)
        (folder / "catalog.yaml").write_text(catalog, encoding="utf-8")
        return cls(folder, url, wait)

    @property
    def environments(self) -> list[str]:
        """The environments that have been synced."""
        return sorted(path.name for path in (self.folder / "overlays").iterdir())

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
        for environment in self.environments:
            self._write_clusters(environment)

    def push(self) -> str:
        """Commits all that changed, pushes it, and gives the commit."""
        run("git", "add", "-A", cwd=self.folder)
        run("git", "commit", "-q", "-m", "A change", cwd=self.folder)
        run("git", "-c", "http.postBuffer=16777216", "push", "-q", "origin", "HEAD:main", cwd=self.folder)
        return self.head

    def rendered(self, environment: str, *server: str) -> list[Object]:
        """What `mcpgen render` says the cluster should hold."""
        text = run(MCPGEN, "render", environment, *server, cwd=self.folder)
        return list(yaml.safe_load_all(text))

    def delivered(self, environment: str) -> list[Object]:
        """The Flux objects of an environment that stand in the working copy."""
        text = (self.folder / "clusters" / environment / "flux.yaml").read_text(encoding="utf-8")
        return list(yaml.safe_load_all(text))

    def _write_clusters(self, environment: str) -> None:
        """Writes `clusters/<environment>/`, which mcpgen will write itself."""
        servers = sorted(path.parent.name for path in (self.folder / "overlays" / environment).glob("*/kustomization.yaml"))
        folder = self.folder / "clusters" / environment
        folder.mkdir(parents=True, exist_ok=True)
        text = written(flux_objects(environment, self.url, servers, wait=self.wait))
        (folder / "flux.yaml").write_text(text, encoding="utf-8")
        (folder / "kustomization.yaml").write_text("resources: [flux.yaml]\n", encoding="utf-8")
