"""Flux: its controllers as processes beside the cluster.

Source of the flags: `main.go` of fluxcd/source-controller and fluxcd/kustomize-controller.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from e2e.processes import running, until
from tests.outside.proxies.processes import free_ports
from tests.tools import tool

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from e2e.cluster import Cluster

NAMESPACE = "flux-system"


@contextmanager
def flux(cluster: Cluster) -> Iterator[None]:
    """Runs Flux' controllers until the block ends; the cluster has their definitions."""
    cluster.kubectl.apply([{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}}])
    storage, *ports = free_ports(5)
    with (
        _controller(cluster, "source-controller", *_storage(cluster, storage), *_addresses(ports[:2])) as source,
        _controller(cluster, "kustomize-controller", "--no-remote-bases", *_addresses(ports[2:])) as kustomize,
    ):
        for process, name in ((source, "source-controller"), (kustomize, "kustomize-controller")):
            until(f"the workers of {name}", partial(_works, cluster.folder / f"{name}.log"), process)
        yield


def _works(log: Path) -> bool:
    return "Starting workers" in log.read_text(encoding="utf-8")


def _controller(cluster: Cluster, name: str, *flags: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    environment = {"KUBECONFIG": str(cluster.config), "RUNTIME_NAMESPACE": NAMESPACE}
    command = [str(tool(name)), "--enable-leader-election=false", *flags]
    return running(command, cluster.folder / f"{name}.log", environment)


def _storage(cluster: Cluster, port: int) -> list[str]:
    folder = cluster.folder / "artifacts"
    folder.mkdir()
    address = f"127.0.0.1:{port}"
    return [f"--storage-path={folder}", f"--storage-addr={address}", f"--storage-adv-addr={address}"]


def _addresses(ports: Iterable[int]) -> list[str]:
    metrics, health = ports
    return [f"--metrics-addr=127.0.0.1:{metrics}", f"--health-addr=127.0.0.1:{health}"]
