"""checkov, an outside judge of Kubernetes manifests, on what kustomize builds."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tools import ROOT, run, tool

EVERYWHERE = {
    "CKV_K8S_35": "the guide hands secrets to servers as environment variables, and most MCP servers read nothing else",
}
ALLOWED: dict[str, dict[str, str]] = {
    "production": EVERYWHERE,
    "staging": {
        **EVERYWHERE,
        "CKV_K8S_14": "two of the guide's examples run `latest` in staging; production requires a digest",
        "CKV_K8S_15": "a fixed tag need not be pulled at each start",
        "CKV_K8S_43": "staging runs tags; production requires a digest",
    },
}
"""Environment → check → why its failures are meant."""


def failures(environment: str, folder: Path) -> dict[str, list[str]]:
    """Failed checks with the objects that fail them."""
    built = folder / "all.yaml"
    built.write_text(run(tool("kustomize"), "build", ROOT / "overlays" / environment))
    command: list[str | Path] = [
        Path(sys.executable).with_name("checkov"),
        "--framework",
        "kubernetes",
        "-f",
        built,
        "-o",
        "json",
        "--quiet",
        "--soft-fail",
    ]
    report: dict[str, Any] = json.loads(run(*command, "--skip-download", cwd=folder))
    found: dict[str, list[str]] = {}
    for check in report["results"]["failed_checks"]:
        found.setdefault(f"{check['check_id']} {check['check_name']}", []).append(check["resource"])
    assert report["summary"]["passed"] > 100
    return found


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_no_failure_that_is_not_meant(environment: str, tmp_path: Path) -> None:
    """Every failed check of the repository's own overlays is listed above, with its reason; no reason is out of date."""
    found = failures(environment, tmp_path)
    allowed = ALLOWED[environment]
    assert {check: objects for check, objects in found.items() if check.split()[0] not in allowed} == {}
    assert {check.split()[0] for check in found} == set(allowed)
