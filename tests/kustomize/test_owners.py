"""Who applies which servers, by documents as people and programs write them."""

from __future__ import annotations

import pytest

from mcpgen.checks.dangers.handover import Owner
from mcpgen.kustomize.owners import owners

FLUX = """\
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {{name: {name}, namespace: flux-system}}
spec: {{prune: {prune}, path: {path}{more}}}
"""
APPLICATION = """\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mcp, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]}
spec:
  source: {path: overlays/p/a}
  syncPolicy: {automated: {prune: true}}
"""
SET = """\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: mcp, namespace: argocd}
spec:
  goTemplate: true
  generators:
    - git:
        directories:
          - {path: overlays/p/*}
          - {path: overlays/p/b, exclude: true}
  template:
    metadata: {name: "p-{{ .path.basename }}"}
    spec: {source: {path: "{{.path.path}}"}}
"""
LIST = """\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: mcp, namespace: argocd}
spec:
  generators:
    - matrix: {generators: [{list: {elements: [{server: a}, {server: b}]}}]}
  syncPolicy: {preserveResourcesOnDeletion: true}
  template:
    metadata: {name: "{{server}}"}
    spec: {sources: [{path: "overlays/p/{{server}}"}, {repoURL: x}], syncPolicy: {automated: {prune: true}}}
"""
SERVERS = {f"overlays/p/{name}/kustomization.yaml": b"resources: [x]\n" for name in "ab"}
A, B = "overlays/p/a", "overlays/p/b"


def flux(name: str = "mcp", path: str = "./overlays/p", prune: str = "true", more: str = "") -> str:
    """A Flux Kustomization."""
    return FLUX.format(name=name, path=path, prune=prune, more=f", {more}" if more else "")


def owner(name: str = "mcp", *, kind: str = "Kustomization", prunes: bool = True, deletes: bool = True) -> Owner:
    """An owner, in the namespace of its kind's controller."""
    return Owner(kind, "flux-system" if kind == "Kustomization" else "argocd", name, prunes, deletes)


def found(text: str, prefix: str = "", file: str = "clusters/p/x.yaml") -> dict[Owner, set[str]]:
    """The owners that a file makes."""
    tree = {**SERVERS, file: text.encode()}
    return owners(tree.get, tree, "p", prefix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (flux(), {owner(): {A, B}}),
        (flux(path="overlays/p/a/"), {owner(): {A}}),
        (flux(path="./elsewhere"), {owner(): set()}),
        (flux(prune="false"), {owner(prunes=False, deletes=False): {A, B}}),
        (flux(more="deletionPolicy: Orphan"), {owner(deletes=False): {A, B}}),
        (flux(prune="false", more="deletionPolicy: Delete"), {owner(prunes=False): {A, B}}),
        (f"{flux('s', 'overlays/p/a')}---\n{flux('t', 'overlays/p/b')}", {owner("s"): {A}, owner("t"): {B}}),
        (f"a: yes\n--- # other\n{flux()}", {owner(): {A, B}}),
        (APPLICATION, {owner(kind="Application"): {A}}),
        (
            APPLICATION.replace("metadata: {", "metadata: {labels: {a: b}, ").replace("finalizers", "other"),
            {owner(kind="Application", deletes=False): {A}},
        ),
        (SET, {owner("mcp/p-a", kind="ApplicationSet", prunes=False): {A}}),
        (
            LIST,
            {owner(f"mcp/{name}", kind="ApplicationSet", deletes=False): {f"overlays/p/{name}"} for name in "ab"},
        ),
        ("kind: Kustomization\nresources: [a]\n", {}),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", {}),
        ("[1, 2]\n", {}),
        ("", {}),
    ],
)
def test_who_applies_what(text: str, expected: dict[Owner, set[str]]) -> None:
    """By path, template and generator; what is no document of theirs, or no YAML, is passed over."""
    assert found(text) == expected


def test_a_catalog_in_a_folder_of_the_repository() -> None:
    """Paths of sources begin at the repository's root, those of the tree at the catalog."""
    assert found(flux(path="./fleet/overlays/p/a"), prefix="fleet/") == {owner(): {A}}
    assert found(flux(path="./overlays/p/a"), prefix="fleet/") == {owner(): set()}
    assert found(flux(path="/fleet/overlays/p"), prefix="fleet/") == {owner(): {A, B}}


@pytest.mark.parametrize("file", ["clusters/q/x.yaml", "clusters/p/x.txt", "overlays/p/x.yaml"])
def test_other_files(file: str) -> None:
    """Of another cluster, no YAML, or not below clusters/: nobody's owner here."""
    assert found(flux(), file=file) == {}
    assert found(flux(), file="clusters/p/deep/er/x.yml") == {owner(): {A, B}}
