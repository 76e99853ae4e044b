"""What the API server says to every object that mcpgen writes: strict about fields, `restricted` about pods."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
import yaml

from e2e.delivery import namespace
from e2e.kubectl import listed
from tests.tools import MCPGEN, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.cluster import Cluster
    from e2e.kubectl import Kubectl, Object

GUIDE = sorted(each for each in (ROOT / "tests/cases/guide").glob("*.yaml") if not each.with_suffix(".expected").exists())
CATALOGS = [
    ROOT / "catalog.yaml",
    ROOT / "tests/cases/positive/everything.yaml",
    *sorted((ROOT / "e2e/catalogs").glob("*.yaml")),
    *sorted((ROOT / "docs/controllers").glob("*.yaml")),
    *GUIDE,
]
WITHOUT_DEFINITION: dict[str, set[str]] = {}
"""Kinds by API group whose definitions are in no package of the registries in use, so that no server can judge them."""

catalogs = pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.relative_to(ROOT).with_suffix("").as_posix())


def rendered(catalog: Path) -> list[Object]:
    """All objects of all environments of a catalog."""
    environments = yaml.safe_load(catalog.read_text(encoding="utf-8"))["environments"]
    texts = [run(MCPGEN, "render", name, "--catalog", catalog) for name in environments]
    return [each for text in texts for each in yaml.safe_load_all(text)]


def namespaces(kubectl: Kubectl, objects: list[Object]) -> None:
    """Makes sure that the objects' namespaces exist, all with `restricted` enforced."""
    kubectl.apply(namespace(name) for name in sorted({each["metadata"]["namespace"] for each in objects}))


@catalogs
def test_the_server_takes_every_object(bare: Cluster, catalog: Path) -> None:
    """No unknown field, no duplicate, nothing that validation or a definition's rules refuse."""
    objects = rendered(catalog)
    namespaces(bare.kubectl, objects)
    judged = [each for each in objects if each["kind"] not in WITHOUT_DEFINITION.get(each["apiVersion"].split("/")[0], ())]
    done = bare.kubectl("apply", "--dry-run=server", "--validate=strict", "-f", "-", stdin=listed(judged))
    assert len(done.splitlines()) == len(judged)


def test_the_server_is_strict(bare: Cluster) -> None:
    """The same command refuses a field that does not exist, in a built-in kind and in a custom one."""
    objects = rendered(ROOT / "e2e/catalogs/two.yaml")
    namespaces(bare.kubectl, objects)
    for kind in ("Deployment", "ExternalSecret"):
        broken = copy.deepcopy(next(each for each in objects if each["kind"] == kind))
        broken["spec"]["replicaz"] = 2
        done = bare.kubectl.ask("apply", "--dry-run=server", "--validate=strict", "-f", "-", stdin=listed([broken]))
        assert (done.returncode, 'unknown field "spec.replicaz"' in done.stderr) == (1, True), done.stderr


def pods(objects: list[Object]) -> list[Object]:
    """The pods that the Deployments among the objects would make."""
    deployments = [each for each in objects if each["kind"] == "Deployment"]
    return [
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {**each["spec"]["template"]["metadata"], **_place(each)},
            "spec": each["spec"]["template"]["spec"],
        }
        for each in deployments
    ]


@catalogs
def test_every_pod_is_restricted(bare: Cluster, catalog: Path) -> None:
    """A namespace that enforces `restricted` admits each pod template; the service accounts are there, as in a cluster."""
    objects = rendered(catalog)
    namespaces(bare.kubectl, objects)
    accounts = [each for each in objects if each["kind"] == "ServiceAccount"]
    bare.kubectl.apply(accounts)
    found = pods(objects)
    done = bare.kubectl("create", "--dry-run=server", "-f", "-", stdin=listed(found))
    assert len(done.splitlines()) == len(found) > 0
    bare.kubectl("delete", "-f", "-", "--wait=false", stdin=listed(accounts))


def test_restricted_is_enforced(bare: Cluster) -> None:
    """The same command refuses a pod that may run as root."""
    objects = rendered(ROOT / "e2e/catalogs/cilium.yaml")
    namespaces(bare.kubectl, objects)
    [pod] = pods(objects)
    pod["spec"]["serviceAccountName"] = "default"
    pod["spec"]["securityContext"]["runAsNonRoot"] = False
    done = bare.kubectl.ask("create", "--dry-run=server", "-f", "-", stdin=listed([pod]))
    assert (done.returncode, 'violates PodSecurity "restricted' in done.stderr) == (1, True), done.stderr


def _place(deployment: Object) -> dict[str, str]:
    return {"name": deployment["metadata"]["name"], "namespace": deployment["metadata"]["namespace"]}
