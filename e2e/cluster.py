"""A cluster without machines: etcd, kube-apiserver and kube-controller-manager on loopback, in one temporary folder.

There is no kubelet and no scheduler, so a pod is never run; everything that the API server decides, it decides here as in
any cluster.
"""

from __future__ import annotations

import json
import secrets
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from e2e.api import Api
from e2e.kubectl import Kubectl
from e2e.processes import running, until
from tests.outside.proxies.processes import free_ports
from tests.tools import run, tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTROLLERS = (
    "deployment-controller",
    "disruption-controller",
    "endpointslice-controller",
    "garbage-collector-controller",
    "horizontal-pod-autoscaler-controller",
    "namespace-controller",
    "replicaset-controller",
    "serviceaccount-controller",
)
"""Those that own what mcpgen writes, or clean up behind it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: where its files and logs are, its address, and the token of its administrator."""

    folder: Path
    url: str
    token: str

    @property
    def config(self) -> Path:
        """The kubeconfig of the administrator."""
        return self.folder / "kubeconfig"

    @property
    def api(self) -> Api:
        """Its API server, which made a certificate for itself."""
        return Api(self.url, self.folder / "apiserver.crt", self.token)

    @property
    def kubectl(self) -> Kubectl:
        """What kubectl does as the administrator."""
        return Kubectl(self.config)

    @property
    def logs(self) -> list[Path]:
        """What each program printed."""
        return sorted(self.folder.glob("*.log"))


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Runs a cluster until the block ends. Raises AssertionError where a program does not start."""
    etcd, peer, port, manager = free_ports(4)
    found = Cluster(folder, f"https://127.0.0.1:{port}", secrets.token_hex(16))
    _prepare(found)
    with ExitStack() as stack:
        stack.enter_context(running(_etcd(folder, etcd, peer), folder / "etcd.log"))
        server = stack.enter_context(running(_server(folder, etcd, port), folder / "kube-apiserver.log"))
        until("kube-apiserver", partial(_serves, found.kubectl), server)
        stack.enter_context(running(_manager(found, manager), folder / "kube-controller-manager.log"))
        yield found


def _serves(kubectl: Kubectl) -> bool:
    """Whether the API server is ready, and describes itself: its OpenAPI answers 503 for some seconds after `/readyz`."""
    return all(kubectl.ask("get", "--raw", path).returncode == 0 for path in ("/readyz", "/openapi/v2", "/openapi/v3"))


def _prepare(found: Cluster) -> None:
    """The key that signs service accounts' tokens, the administrator's token and the kubeconfig."""
    run("openssl", "genrsa", "-out", found.folder / "accounts.key", "2048")
    (found.folder / "tokens.csv").write_text(f'{found.token},admin,admin,"system:masters"\n', encoding="utf-8")
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [
            {"name": "e2e", "cluster": {"server": found.url, "certificate-authority": str(found.api.authority)}},
        ],
        "users": [{"name": "admin", "user": {"token": found.token}}],
        "contexts": [{"name": "e2e", "context": {"cluster": "e2e", "user": "admin"}}],
        "current-context": "e2e",
    }
    found.config.write_text(json.dumps(config), encoding="utf-8")


def _etcd(folder: Path, client: int, peer: int) -> list[str]:
    return [
        str(tool("etcd")),
        f"--data-dir={folder / 'etcd'}",
        f"--listen-client-urls=http://127.0.0.1:{client}",
        f"--advertise-client-urls=http://127.0.0.1:{client}",
        f"--listen-peer-urls=http://127.0.0.1:{peer}",
        f"--initial-advertise-peer-urls=http://127.0.0.1:{peer}",
        f"--initial-cluster=default=http://127.0.0.1:{peer}",
        "--unsafe-no-fsync",
    ]


def _server(folder: Path, etcd: int, port: int) -> list[str]:
    return [
        str(tool("kube-apiserver")),
        f"--etcd-servers=http://127.0.0.1:{etcd}",
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        f"--secure-port={port}",
        f"--cert-dir={folder}",
        f"--token-auth-file={folder / 'tokens.csv'}",
        "--authorization-mode=RBAC",
        f"--service-account-key-file={folder / 'accounts.key'}",
        f"--service-account-signing-key-file={folder / 'accounts.key'}",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-cluster-ip-range=10.96.0.0/16",
    ]


def _manager(found: Cluster, port: int) -> list[str]:
    return [
        str(tool("kube-controller-manager")),
        f"--kubeconfig={found.config}",
        f"--authentication-kubeconfig={found.config}",
        f"--authorization-kubeconfig={found.config}",
        f"--service-account-private-key-file={found.folder / 'accounts.key'}",
        f"--cert-dir={found.folder / 'manager'}",
        f"--controllers={','.join(CONTROLLERS)}",
        "--bind-address=127.0.0.1",
        f"--secure-port={port}",
        "--leader-elect=false",
        "--horizontal-pod-autoscaler-sync-period=2s",
    ]
