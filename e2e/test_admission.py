"""What the API server says to every object that mcpgen writes: strict about fields, `restricted` about pods."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml

from e2e.kubectl import written
from mcpgen.pipeline import Work, generate, load, render
from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from e2e.cluster import Cluster
    from e2e.kubectl import Kubectl, Object

GUIDE = sorted(each for each in (ROOT / "tests/cases/guide").glob("*.yaml") if not each.with_suffix(".expected").exists())
CATALOGS = [
    ROOT / "catalog.yaml",
    ROOT / "tests/cases/positive/everything.yaml",
    *sorted((ROOT / "e2e/catalogs").glob("*.yaml")),
    *sorted((ROOT / "docs/controllers").glob("*.yaml")),
    *sorted((ROOT / "tests/cases/delivery").glob("*.yaml")),
    *GUIDE,
]
catalogs = pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.relative_to(ROOT).with_suffix("").as_posix())


@cache
def rendered(catalog: Path) -> tuple[Object, ...]:
    """All objects of all environments of a catalog."""
    names = [str(each.name) for each in load(catalog).environments]
    return tuple(each for name in names for each in render(catalog, name, None))


@cache
def delivered(catalog: Path) -> tuple[Object, ...]:
    """What Flux and Argo CD are told to reconcile a catalog, in all environments."""
    files = generate(catalog, Work())
    texts = (text for path, text in files.items() if path.startswith("clusters/") and not path.endswith("/kustomization.yaml"))
    return tuple(yaml.safe_load(text) for text in texts)


@pytest.fixture(scope="module")
def server(bare: Cluster) -> Kubectl:
    """A cluster with what the catalogs' objects refer to and do not bring along; each namespace enforces `restricted`."""
    objects = [each for catalog in CATALOGS for each in rendered(catalog)]
    accounts = {(each["metadata"]["namespace"], _account(each)) for each in pods(objects)}
    classes = {each["spec"].get("priorityClassName") for each in pods(objects)} - {None}
    everything = [*objects, *(each for catalog in CATALOGS for each in delivered(catalog))]
    namespaces = {each["metadata"].get("namespace") for each in everything} - {None}
    bare.kubectl.apply(_namespace(name) for name in sorted(namespaces))
    bare.kubectl.apply(
        [
            *(_object("v1", "ServiceAccount", name, namespace=space) for space, name in sorted(accounts)),
            *(_object("scheduling.k8s.io/v1", "PriorityClass", name) | {"value": 1000} for name in sorted(classes)),
        ]
    )
    return bare.kubectl


@catalogs
def test_the_server_takes_every_object(server: Kubectl, catalog: Path) -> None:
    """No unknown field, no duplicate, nothing that validation or a definition's rules refuse."""
    objects = [*rendered(catalog), *delivered(catalog)]
    done = server("apply", "--dry-run=server", "--validate=strict", "-f", "-", stdin=written(objects))
    assert len(done.splitlines()) == len(objects)


def test_the_server_is_strict(server: Kubectl) -> None:
    """The same command refuses a field that does not exist, in a built-in kind and in a custom one."""
    objects = rendered(ROOT / "e2e/catalogs/two.yaml")
    for kind in ("Deployment", "ExternalSecret"):
        broken = copy.deepcopy(next(each for each in objects if each["kind"] == kind))
        broken["spec"]["replicaz"] = 2
        done = server.ask("apply", "--dry-run=server", "--validate=strict", "-f", "-", stdin=written([broken]))
        assert (done.returncode, 'unknown field "spec.replicaz"' in done.stderr) == (1, True), done.stderr


def pods(objects: Iterable[Object]) -> list[Object]:
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
def test_every_pod_is_restricted(server: Kubectl, catalog: Path) -> None:
    """A namespace that enforces `restricted` admits a pod of each template."""
    found = pods(rendered(catalog))
    done = server("create", "--dry-run=server", "-f", "-", stdin=written(found))
    assert len(done.splitlines()) == len(found) > 0


def test_restricted_is_enforced(server: Kubectl) -> None:
    """The same command refuses a pod that may run as root."""
    [pod] = copy.deepcopy(pods(rendered(ROOT / "e2e/catalogs/cilium.yaml")))
    pod["spec"]["securityContext"]["runAsNonRoot"] = False
    done = server.ask("create", "--dry-run=server", "-f", "-", stdin=written([pod]))
    assert (done.returncode, 'violates PodSecurity "restricted' in done.stderr) == (1, True), done.stderr


def _namespace(name: str) -> Object:
    """A namespace whose pods must be `restricted`.

    Source: kubernetes.io, "Enforce Pod Security Standards with Namespace Labels".
    """
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}}


def _place(deployment: Object) -> dict[str, str]:
    return {"name": deployment["metadata"]["name"], "namespace": deployment["metadata"]["namespace"]}


def _account(pod: Object) -> str:
    return str(pod["spec"].get("serviceAccountName", "default"))


def _object(version: str, kind: str, name: str, **place: str) -> Object:
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, **place}}
