"""The in-process build, and that it is what the real kustomize does (promise 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mcpgen.kustomize import documents
from mcpgen.kustomize.build import Unproven, build, order, prove
from mcpgen.kustomize.names import file_names
from mcpgen.kustomize.overlay import Overlay, overlay
from mcpgen.manifests.objects import identity
from mcpgen.yaml.emitter import emit
from tests.kustomize.samples import PAIRS, settings, workload
from tests.tools import run, tool

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, name: str, base: list[dict[str, Any]], found: Overlay) -> Path:
    """The base and the overlay as files; gives the overlay's folder."""
    under = folder / "base" / name
    over = folder / "overlays" / "e" / name
    under.mkdir(parents=True)
    over.mkdir(parents=True)
    for key, file in file_names(base).items():
        (under / file).write_text(emit(next(each for each in base if identity(each) == key)))
    (under / "kustomization.yaml").write_text(emit(documents.base(base)))
    for file, subject in found.resources.items():
        (over / file).write_text(emit(subject))
    for patch in found.patches:
        (over / patch.file).write_text(emit(list(patch.operations)))
    (over / "kustomization.yaml").write_text(emit(documents.server(found, name)))
    return over


def by_identity(objects: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The objects by kind and name."""
    return {identity(subject): subject for subject in objects}


@pytest.mark.parametrize("name", PAIRS)
def test_kustomize_agrees(tmp_path: Path, name: str) -> None:
    """A real kustomize, given the files, builds exactly the wanted objects; so does the in-process build."""
    base, wanted, namespace = PAIRS[name]
    found = overlay(base, wanted, namespace)
    assert by_identity(build(base, found)) == by_identity(wanted)
    prove(base, found, wanted)
    built = run(tool("kustomize"), "build", write(tmp_path, name, base, found))
    assert by_identity(list(yaml.safe_load_all(built))) == by_identity(wanted)


def test_a_patch_that_no_longer_fits_fails_loudly(tmp_path: Path) -> None:
    """When the base has moved under a patch, its test operation stops kustomize."""
    env = [{"name": "A", "value": "1"}, {"name": "B", "value": "1"}]
    base = [workload(containers=[{"name": "main", "image": "org/x", "env": env}])]
    wanted = [workload(containers=[{"name": "main", "image": "org/x", "env": [env[0], {"name": "B", "value": "2"}]}])]
    folder = write(tmp_path, "x", base, overlay(base, wanted, None))
    moved = tmp_path / "base" / "x" / "deployment.yaml"
    moved.write_text(moved.read_text().replace("name: B", "name: C"))
    run(tool("kustomize"), "build", folder, code=1)


def test_a_wrong_overlay_is_not_believed() -> None:
    """The proof names the object that would come out otherwise, missing or in excess."""
    base, wanted = [workload()], [workload(replicas=3)]
    with pytest.raises(Unproven, match="Deployment x"):
        prove(base, overlay(base, base, None), wanted)
    with pytest.raises(Unproven, match="more than was wanted"):
        prove([*base, settings(a="1")], overlay(base, base, None), base)


def test_order_is_that_of_kustomize(tmp_path: Path) -> None:
    """Objects come in the order in which the real one prints them."""
    kinds = [("networking.k8s.io/v1", "Ingress"), ("autoscaling/v2", "HorizontalPodAutoscaler"), ("apps/v1", "Deployment"),
             ("v1", "Service"), ("external-secrets.io/v1", "SecretStore"), ("external-secrets.io/v1", "ExternalSecret"),
             ("policy/v1", "PodDisruptionBudget"), ("v1", "ServiceAccount"), ("networking.k8s.io/v1", "NetworkPolicy"),
             ("v1", "ConfigMap")]  # fmt: skip
    objects = [
        {"apiVersion": version, "kind": kind, "metadata": {"name": name}} for name in ("b", "a") for version, kind in kinds
    ]
    for number, subject in enumerate(objects):
        (tmp_path / f"{number}.yaml").write_text(emit(subject))
    (tmp_path / "kustomization.yaml").write_text(emit({"resources": [f"{number}.yaml" for number in range(len(objects))]}))
    built = list(yaml.safe_load_all(run(tool("kustomize"), "build", tmp_path)))
    assert [identity(each) for each in order(objects)] == [identity(each) for each in built]
