"""The real programs that tests hold mcpgen against."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The repository."""

MCPGEN = Path(sys.executable).with_name("mcpgen")
"""The installed program."""


def tool(name: str) -> Path:
    """The program that `.ci/setup test` installed, or the one on PATH. Raises where there is none."""
    installed = _tools() / "bin" / name
    if installed.exists():
        return installed
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is needed and missing: run `bash .ci/setup test`")
    return Path(found)


def definitions() -> list[Path]:
    """The files of custom resource definitions that `.ci/crds` fetched. Raises where there are none."""
    found = sorted(_tools().glob("crds/*/*.yaml"))
    if not found:
        raise FileNotFoundError("custom resource definitions are needed and missing: run `bash .ci/setup test`")
    return found


def conformance(name: str) -> Path:
    """The newest report of a Gateway API implementation on itself. Raises where there is none."""
    found = _tools() / f"conformance/{name}.yaml"
    if not found.exists():
        raise FileNotFoundError(f"the report of {name} is needed and missing: run `bash .ci/setup test`")
    return found


def _tools() -> Path:
    return Path(os.environ.get("MCPGEN_TOOLS") or Path.home() / ".cache/mcpgen/tools")


def run(*command: str | Path, cwd: Path | None = None, code: int = 0) -> str:
    """The standard output of a command that must end with `code`."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def mcpgen(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the installed `mcpgen` in a folder."""
    return subprocess.run([str(MCPGEN), *words], cwd=cwd, capture_output=True, text=True, check=False)
