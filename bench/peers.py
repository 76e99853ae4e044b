"""The peers: two programs that also write Kubernetes objects as files, installed outside the tree with pinned versions."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Failed, timed
from bench.objects import compare, export

if TYPE_CHECKING:
    from bench.measure import Sample
    from bench.steps import Stand

CACHE = Path.home() / ".cache/mcpgen/bench"
"""Where the peers are installed."""

KAPITAN = ("kapitan==0.36.3", "rapidyaml==0.15.2", "reclass-rs==0.10.1", "kadet==0.3.2", "PyYAML==6.0.3")
CDK8S = ("cdk8s@2.70.106", "constructs@10.8.1", "yaml@2.9.1")
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Way:
    """One way of running a peer: its command, the folder to run it in, and the folder that it writes."""

    name: str
    command: tuple[str, ...]
    folder: Path
    output: Path


def install(cache: Path = CACHE) -> None:
    """Installs what is not there yet in the pinned versions. Raises Failed for what cannot be installed."""
    venv, modules = cache / "kapitan", cache / "cdk8s"
    if not _done(venv, KAPITAN):
        _run(sys.executable, "-m", "venv", "--clear", str(venv))
        _run(str(venv / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *KAPITAN)
        _stamp(venv).write_text(" ".join(KAPITAN))
    if not _done(modules, CDK8S):
        shutil.rmtree(modules, ignore_errors=True)
        modules.mkdir(parents=True)
        _run("npm", "install", "--no-audit", "--no-fund", "--prefix", str(modules), *CDK8S)
        _stamp(modules).write_text(" ".join(CDK8S))


def ways(stand: Stand, cache: Path = CACHE) -> list[Way]:
    """Every way of running a peer on the objects of the stand, made ready. `install` has run."""
    folder = stand.folder / "peers"
    folder.mkdir()
    export(stand.ours, folder / "objects")
    return [*_kapitan(folder, cache), *_cdk8s(folder, cache)]


def run(way: Way) -> Sample:
    """Runs the peer with nothing of its output there. Raises Failed."""
    shutil.rmtree(way.output, ignore_errors=True)
    return timed(way.command, way.folder)


def checked(way: Way) -> None:
    """Raises Failed unless the peer's last run wrote exactly the objects that it was given."""
    compare(way.name, way.output, way.folder / "objects")


def _kapitan(folder: Path, cache: Path) -> list[Way]:
    """A target for each environment; its kadet component gives the objects, a file for each server."""
    shutil.copytree(_HERE / "kapitan_project", folder, dirs_exist_ok=True)
    (folder / "inventory/classes").mkdir(exist_ok=True)
    command = (str(cache / "kapitan/bin/kapitan"), "compile")
    quick = ("--yaml-use-rapidyaml", "--inventory-backend", "reclass-rs")
    return [
        Way("kapitan, its defaults", command, folder, folder / "compiled"),
        Way("kapitan, its fastest options", (*command, *quick), folder, folder / "compiled"),
    ]


def _cdk8s(folder: Path, cache: Path) -> list[Way]:
    """A chart for each server; its App is that of the environment, as usual, or its own, which is quicker."""
    shutil.copy(_HERE / "cdk8s_program.js", cache / "cdk8s/program.js")
    command = ("node", str(cache / "cdk8s/program.js"), "objects", "synthesized")
    return [
        Way("cdk8s, an App for each environment", (*command, "environment"), folder, folder / "synthesized"),
        Way("cdk8s, an App for each server", (*command, "server"), folder, folder / "synthesized"),
    ]


def _done(folder: Path, pins: tuple[str, ...]) -> bool:
    return _stamp(folder).exists() and _stamp(folder).read_text() == " ".join(pins)


def _stamp(folder: Path) -> Path:
    return folder / "installed"


def _run(*command: str) -> None:
    """Runs an installer. Raises Failed with what it said, or that it is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Failed(f"{command[0]} is needed for the peers and is not installed") from None
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
