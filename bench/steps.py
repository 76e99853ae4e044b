"""What is measured of one size: the floor, and the installed `mcpgen` program on a fleet of that many servers."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench import floor
from bench.fleet import fleet
from bench.measure import Sample, timed, together

if TYPE_CHECKING:
    from collections.abc import Callable

MCPGEN = str(Path(sys.executable).with_name("mcpgen"))
"""The installed program."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A size's own place in the temporary folder, and how many files a sync writes there."""

    servers: int
    folder: Path
    files: int = 0

    @property
    def ours(self) -> Path:
        """The folder with the catalog; mcpgen writes beside it."""
        return self.folder / "mcpgen"

    @property
    def cache(self) -> Path:
        """The user's cache, as far as this stand is concerned."""
        return self.folder / "cache"

    @property
    def packed(self) -> Path:
        """The files that the floor writes."""
        return self.folder / "files"

    @property
    def floor(self) -> Path:
        """The folder that the floor writes into."""
        return self.folder / "floor"


def prepared(folder: Path, servers: int) -> Stand:
    """A stand with its catalog, synced once, and the files of that sync packed for the floor."""
    stand = Stand(servers, folder / str(servers))
    stand.ours.mkdir(parents=True)
    (stand.ours / "catalog.yaml").write_text(fleet(servers), encoding="utf-8")
    _mcpgen(stand, "sync", "catalog.yaml")
    return replace(stand, files=floor.pack(str(stand.ours), str(stand.packed)))


def without_sync(stand: Stand) -> Sample:
    """The floor; what it wrote may still be in memory at the end."""
    return _floor(stand)


def with_sync(stand: Stand) -> Sample:
    """The floor; what it wrote is on the disk at the end, as it is with mcpgen."""
    return _floor(stand, "sync")


def cold(stand: Stand) -> Sample:
    """The first sync: nothing is there but the catalog, and nothing in the cache."""
    wipe(stand)
    return _mcpgen(stand, "sync", "catalog.yaml")


def unchanged(stand: Stand) -> Sample:
    """A sync that finds nothing to do."""
    return _mcpgen(stand, "sync", "catalog.yaml")


def unremembered(stand: Stand) -> Sample:
    """The same without the cache: every server is worked out again."""
    return _mcpgen(stand, "sync", "--no-cache", "catalog.yaml")


def check(stand: Stand) -> Sample:
    """A check that finds no drift; any drift would end it with 1, and the benchmark with it."""
    return _mcpgen(stand, "sync", "--check", "catalog.yaml")


def render(stand: Stand) -> Sample:
    """All objects of one environment, printed."""
    return _mcpgen(stand, "render", "production")


def one_server(stand: Stand) -> Sample:
    """A sync after one server's image tag has changed. The catalog is put back afterwards."""
    catalog, number = stand.ours / "catalog.yaml", stand.servers // 2
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace(f"tag: v1.{number}.0\n", f"tag: v2.{number}.0\n"), encoding="utf-8")
    sample = _mcpgen(stand, "sync", "catalog.yaml")
    catalog.write_text(text, encoding="utf-8")
    return sample


STEPS: dict[str, Callable[[Stand], Sample]] = {
    "floor without sync": without_sync,
    "floor": with_sync,
    "cold sync": cold,
    "no-op sync": unchanged,
    "no-op sync --no-cache": unremembered,
    "sync --check": check,
    "render production": render,
    "one-server change": one_server,
}
"""In the order in which a round runs them: each leaves what the next one needs."""


def memory(stand: Stand) -> int | None:
    """The most memory that all processes of a cold sync hold together, in bytes; None where the system cannot tell."""
    wipe(stand)
    return together([MCPGEN, "sync", "catalog.yaml"], stand.ours, _surroundings(stand))


def wipe(stand: Stand) -> None:
    """Removes all that mcpgen wrote."""
    for folder in (stand.ours / "base", stand.ours / "overlays", stand.ours / ".mcpgen", stand.cache):
        shutil.rmtree(folder, ignore_errors=True)


def start_of_python() -> Sample:
    """Python that does nothing: what every Python program pays."""
    return timed([sys.executable, "-c", "pass"], Path())


def start_of_mcpgen() -> Sample:
    """The help text of the program."""
    return timed([MCPGEN, "--help"], Path())


def _floor(stand: Stand, *words: str) -> Sample:
    shutil.rmtree(stand.floor, ignore_errors=True)
    stand.floor.mkdir()
    return timed([sys.executable, floor.__file__, "write", str(stand.packed), str(stand.floor), *words], stand.folder)


def _mcpgen(stand: Stand, *words: str) -> Sample:
    return timed([MCPGEN, *words], stand.ours, _surroundings(stand))


def _surroundings(stand: Stand) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(stand.cache)}
