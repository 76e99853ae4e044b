"""Custom resource definitions of the projects whose objects mcpgen writes, as `.ci/crds` fetched them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools import definitions

if TYPE_CHECKING:
    from e2e.kubectl import Kubectl


def install(kubectl: Kubectl) -> None:
    """Installs every definition and waits until the API server serves it. Raises FileNotFoundError where there are none."""
    files = [f"--filename={path}" for path in definitions()]
    kubectl("apply", "--server-side", *files)
    kubectl("wait", "--for=condition=Established", "--timeout=120s", *files)
