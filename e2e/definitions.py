"""Custom resource definitions of the projects whose objects mcpgen writes, as `.ci/crds` fetched them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from e2e.kubectl import Kubectl


def _folder() -> Path:
    return Path(os.environ.get("MCPGEN_TOOLS") or Path.home() / ".cache/mcpgen/tools") / "crds"


def projects() -> list[str]:
    """Every project that `.ci/crds` fetched. Raises FileNotFoundError where it has not run."""
    if not _folder().is_dir():
        raise FileNotFoundError("no custom resource definitions: run `bash .ci/crds`")
    return sorted(path.name for path in _folder().iterdir() if path.is_dir())


def definitions(project: str) -> list[Path]:
    """The files of a project. Raises FileNotFoundError where there is none."""
    found = sorted((_folder() / project).glob("*.yaml"))
    if not found:
        raise FileNotFoundError(f"no custom resource definitions of {project}: run `bash .ci/crds`")
    return found


def install(kubectl: Kubectl, *names: str) -> None:
    """Installs the definitions of those projects and waits until the API server serves them."""
    files = [f"--filename={path}" for name in names for path in definitions(name)]
    kubectl("apply", "--server-side", *files)
    kubectl("wait", "--for=condition=Established", "--timeout=120s", *files)
