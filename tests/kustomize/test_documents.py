"""Kustomization documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.kustomize import documents
from mcpgen.kustomize.overlay import Image, Overlay, Patch, Replicas
from mcpgen.yaml.emitter import emit
from tests.kustomize.samples import DIGEST, settings, workload
from tests.tools import run, tool

if TYPE_CHECKING:
    from pathlib import Path


def test_base() -> None:
    """The files of a base, in the order of its objects."""
    assert emit(documents.base([workload(), settings()])) == (
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
        "resources:\n  - deployment.yaml\n  - configmap.yaml\n"
    )


def test_server() -> None:
    """Everything an overlay can say, readable in review; target names are escaped, for kustomize reads regular expressions."""
    found = Overlay(
        "mcp",
        (Image("org/x", "org/y", "1.10", DIGEST),),
        (Replicas("x", 3),),
        (Patch("deployment.yaml", "apps/v1", "Deployment", "a.b", ()), Patch("service.yaml", "v1", "Service", "x", ())),
        {"configmap.yaml": settings()},
    )
    assert (
        emit(documents.server(found, "x"))
        == f"""\
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../../base/x
  - configmap.yaml
namespace: mcp
images:
  - name: org/x
    newName: org/y
    newTag: "1.10"
    digest: {DIGEST}
replicas:
  - name: x
    count: 3
patches:
  - path: deployment.yaml
    target:
      group: apps
      version: v1
      kind: Deployment
      name: a\\.b
  - path: service.yaml
    target:
      version: v1
      kind: Service
      name: x
"""
    )


def test_an_environment_without_servers_builds(tmp_path: Path) -> None:
    """`resources: []` is a kustomization that a real kustomize builds, to nothing."""
    (tmp_path / "kustomization.yaml").write_text(emit(documents.environment([])))
    assert run(tool("kustomize"), "build", tmp_path) == ""
    assert documents.environment(["b", "a"])["resources"] == ["a", "b"]


def test_a_group_and_a_folder() -> None:
    """A group lists servers two folders above it; a folder lists its files as they come."""
    head = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
    assert documents.group(["b", "a"]) == {**head, "resources": ["../../a", "../../b"]}
    assert documents.listing(["z.yaml", "a.yaml"]) == {**head, "resources": ["z.yaml", "a.yaml"]}
