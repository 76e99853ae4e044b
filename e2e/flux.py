"""Flux: its controllers as processes beside the cluster, and the objects that make it apply a repository.

Source of the flags: `main.go` of fluxcd/source-controller and fluxcd/kustomize-controller.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from e2e.definitions import FLUX, install
from e2e.processes import running, until
from tests.outside.proxies.processes import free_ports
from tests.tools import tool

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from e2e.cluster import Cluster
    from e2e.kubectl import Object

NAMESPACE = "flux-system"


@contextmanager
def flux(cluster: Cluster) -> Iterator[None]:
    """Installs Flux' definitions and runs its controllers until the block ends."""
    install(cluster.kubectl, *FLUX)
    cluster.kubectl("create", "namespace", NAMESPACE)
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


def flux_objects(environment: str, url: str, servers: Iterable[str], *, wait: bool) -> list[Object]:
    """What Flux needs to apply an environment: the source, a Kustomization for each server, and one for all of these.

    Stands in for `clusters/<environment>/` until the catalog's `delivery:` writes it.
    """
    source = {"interval": "1h", "url": url, "ref": {"branch": "main"}}
    health = {"wait": True, "healthCheckExprs": [_health(kind) for kind in ("ExternalSecret", "SecretStore")]}
    checks = health if wait else {"wait": False}
    return [
        _object("source.toolkit.fluxcd.io/v1", "GitRepository", environment, source),
        _kustomization(environment, environment, f"./clusters/{environment}", {"wait": False}),
        *(
            _kustomization(environment, f"{environment}-{name}", f"./overlays/{environment}/{name}", checks)
            for name in servers
        ),
    ]


def _health(kind: str) -> Object:
    ready = "status.conditions.filter(each, each.type == 'Ready').all(each, each.status == '{}')"
    return {
        "apiVersion": "external-secrets.io/v1",
        "kind": kind,
        "current": ready.format("True"),
        "failed": ready.format("False"),
    }


def _kustomization(environment: str, name: str, path: str, checks: Object) -> Object:
    source = {"kind": "GitRepository", "name": environment}
    pace = {"interval": "1h", "retryInterval": "1h", "timeout": "2m"}
    spec = {**pace, "path": path, "prune": True, **checks, "sourceRef": source}
    return _object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, spec)


def _object(version: str, kind: str, name: str, spec: Object) -> Object:
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "namespace": NAMESPACE}, "spec": spec}
