"""The deployment guide's own examples, a catalog each in cases/guide: they sync, kustomize builds them, streams stay open.

A case with an `.expected` file beside it is refused with exactly that text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tools import MCPGEN, mcpgen, run, tool

CASES = Path(__file__).parent / "cases" / "guide"
REFUSED = sorted(path.stem for path in CASES.glob("*.expected"))
TAKEN = sorted({path.stem for path in CASES.glob("*.yaml")} - set(REFUSED))
ENVIRONMENTS = ("production", "staging")
STREAM = {
    "nginx.ingress.kubernetes.io/proxy-buffering": "off",
    "nginx.ingress.kubernetes.io/proxy-read-timeout": "3600",
    "nginx.ingress.kubernetes.io/proxy-send-timeout": "3600",
    "nginx.ingress.kubernetes.io/proxy-http-version": "1.1",
}
"""The guide, "Why `sse: true` is Important"."""


ONE_POD = {"nginx.ingress.kubernetes.io/upstream-hash-by": "$binary_remote_addr"}
"""What keeps the sessions of a stateful server on their pods where it runs on more than one."""


def laid(folder: Path, name: str) -> dict[str, Any]:
    """Puts a case into the folder as its catalog, and gives the servers that it holds."""
    (folder / "catalog.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    servers: dict[str, Any] = yaml.safe_load((folder / "catalog.yaml").read_text(encoding="utf-8"))["mcp"]
    return servers


def built(folder: Path, environment: str) -> list[Any]:
    """The objects that the real kustomize builds for an environment."""
    return list(yaml.safe_load_all(run(tool("kustomize"), "build", f"overlays/{environment}", cwd=folder)))


def of_kind(objects: list[Any], kind: str) -> dict[str, Any]:
    """The objects of that kind, by name."""
    return {subject["metadata"]["name"]: subject for subject in objects if subject["kind"] == kind}


def pod(deployment: Any) -> Any:
    """The pod that a Deployment runs."""
    return deployment["spec"]["template"]["spec"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("name", TAKEN)
def test_it_syncs_and_builds(tmp_path: Path, name: str, environment: str) -> None:
    """Each server runs in each environment; kustomize builds what mcpgen renders."""
    servers = laid(tmp_path, name)
    run(MCPGEN, "sync", cwd=tmp_path)
    objects = built(tmp_path, environment)
    assert of_kind(objects, "Deployment").keys() == of_kind(objects, "Service").keys() == servers.keys()
    assert objects == list(yaml.safe_load_all(run(MCPGEN, "render", environment, cwd=tmp_path)))


@pytest.mark.parametrize("name", TAKEN)
def test_streams(tmp_path: Path, name: str) -> None:
    """An Ingress with `sse: true` carries the guide's four annotations, what is written, and for sessions what they need."""
    blocks = {server: settings["ingress"] for server, settings in laid(tmp_path, name).items() if "ingress" in settings}
    assert all(block["sse"] for block in blocks.values())
    run(MCPGEN, "sync", cwd=tmp_path)
    for environment in ENVIRONMENTS:
        objects = built(tmp_path, environment)
        found = of_kind(objects, "Ingress")
        several = {name for name, each in of_kind(objects, "Deployment").items() if each["spec"].get("replicas") != 1}
        wanted = {
            server: {**STREAM, **(ONE_POD if server in several else {}), **block.get("annotations", {})}
            for server, block in blocks.items()
        }
        assert {server: ingress["metadata"]["annotations"] for server, ingress in found.items()} == wanted


@pytest.mark.parametrize("name", TAKEN)
def test_secrets_that_pods_read_are_written(tmp_path: Path, name: str) -> None:
    """Each Secret that an example takes its variables from is one that its ExternalSecret makes."""
    laid(tmp_path, name)
    run(MCPGEN, "sync", cwd=tmp_path)
    objects = built(tmp_path, "staging")
    made = {secret["spec"]["target"]["name"] for secret in of_kind(objects, "ExternalSecret").values()}
    containers = [container for each in of_kind(objects, "Deployment").values() for container in pod(each)["containers"]]
    assert {source["secretRef"]["name"] for each in containers for source in each.get("envFrom", ())} == made


def test_the_host_of_the_guide(tmp_path: Path) -> None:
    """The guide's first `curl` reaches its first server."""
    laid(tmp_path, "basic")
    run(MCPGEN, "sync", cwd=tmp_path)
    ingress = of_kind(built(tmp_path, "staging"), "Ingress")["my-mcp-server"]
    assert [rule["host"] for rule in ingress["spec"]["rules"]] == ["mcp-my-mcp-server.staging.p2pmmo.vn"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_placeholder_is_refused(tmp_path: Path, name: str) -> None:
    """A digest that was never filled in is told at its place, in these words, and nothing is written (promise 3)."""
    laid(tmp_path, name)
    done = mcpgen("sync", "catalog.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (CASES / f"{name}.expected").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.yaml"]


def test_there_is_a_case_for_each_example() -> None:
    """Nine examples are taken, two are refused; a message without a case is a mistake."""
    assert (len(TAKEN), len(REFUSED)) == (9, 2)
    assert all((CASES / f"{name}.yaml").exists() for name in REFUSED)
