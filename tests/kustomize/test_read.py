"""Generated files back into objects."""

from __future__ import annotations

import pytest

from mcpgen.kustomize import documents
from mcpgen.kustomize.build import build
from mcpgen.kustomize.names import file_names
from mcpgen.kustomize.overlay import overlay
from mcpgen.kustomize.read import Unbuildable, environments, objects, standing
from mcpgen.manifests.objects import identity
from mcpgen.yaml.emitter import emit
from tests.kustomize.samples import PAIRS


def files(name: str) -> dict[str, bytes]:
    """A base and an overlay of the samples as files."""
    base, wanted, namespace = PAIRS[name]
    found = overlay(base, wanted, namespace)
    texts = {
        f"base/x/{file}": emit(next(each for each in base if identity(each) == key)) for key, file in file_names(base).items()
    }
    texts["base/x/kustomization.yaml"] = emit(documents.base(base))
    texts |= {f"overlays/e/x/{file}": emit(subject) for file, subject in found.resources.items()}
    texts |= {f"overlays/e/x/{patch.file}": emit(list(patch.operations)) for patch in found.patches}
    texts["overlays/e/x/kustomization.yaml"] = emit(documents.server(found, "x"))
    return {path: text.encode() for path, text in texts.items()}


@pytest.mark.parametrize("name", PAIRS)
def test_what_was_written_is_read(name: str) -> None:
    """Files of an overlay give the objects that it was made from."""
    base, wanted, namespace = PAIRS[name]
    found = objects(files(name).get, "e", "x")
    assert found == build(base, overlay(base, wanted, namespace))


def test_environments() -> None:
    """Environments and servers, from the paths of a tree."""
    paths = [
        "overlays/b/y/kustomization.yaml",
        "overlays/a/x/kustomization.yaml",
        "overlays/a/kustomization.yaml",
        "base/x/kustomization.yaml",
    ]
    assert environments(paths) == {"a": ["x"], "b": ["y"]}


LIST, BASE, DEPLOYMENT = "overlays/e/x/kustomization.yaml", "base/x/kustomization.yaml", "base/x/deployment.yaml"
PATCH = "overlays/e/x/deployment.yaml"


@pytest.mark.parametrize(
    ("name", "path", "data", "suspects"),
    [
        ("tag", LIST, None, [LIST]),
        ("tag", LIST, b"resources: 3\n", [LIST]),
        ("tag", LIST, b"resources: []\n", [LIST]),
        ("tag", LIST, b"a: [", [LIST]),
        ("tag", LIST, b"resources: [cm.yaml]", ["base/cm.yaml/kustomization.yaml", LIST]),
        ("tag", LIST, b"resources: [../../../base/x, /etc/passwd]", ["overlays/e/x//etc/passwd", LIST]),
        ("tag", BASE, None, [BASE, LIST]),
        ("tag", DEPLOYMENT, None, [DEPLOYMENT, BASE]),
        ("tag", DEPLOYMENT, b"", [DEPLOYMENT, BASE]),
        ("tag", DEPLOYMENT, b"# only a line\n", [LIST, BASE, DEPLOYMENT]),
        ("tag", DEPLOYMENT, b"kind: Deployment\nmetadata: {name: x}\n", [LIST, BASE, DEPLOYMENT]),
        (
            "sidecar-added",
            DEPLOYMENT,
            b"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n",
            [LIST, BASE, DEPLOYMENT, PATCH],
        ),
        ("sidecar-added", PATCH, b"- {op: remove, path: /none}\n", [LIST, BASE, DEPLOYMENT, PATCH]),
        ("sidecar-added", PATCH, b"- {op: odd}\n", [LIST, BASE, DEPLOYMENT, PATCH]),
        ("sidecar-added", PATCH, b"- 1\n", [LIST, BASE, DEPLOYMENT, PATCH]),
        (
            "new-object",
            "overlays/e/x/configmap.yaml",
            b"kind: ConfigMap\n",
            [LIST, BASE, DEPLOYMENT, "overlays/e/x/configmap.yaml"],
        ),
    ],
)
def test_files_that_do_not_build(name: str, path: str, data: bytes | None, suspects: list[str]) -> None:
    """They never end in a traceback: what may be to blame is told, and where one file is, that file and the one naming it."""
    tree: dict[str, bytes | None] = {**files(name), path: data}
    with pytest.raises(Unbuildable) as raised:
        objects(tree.get, "e", "x")
    assert list(raised.value.suspects) == suspects
    assert str(raised.value) == f"{', '.join(suspects)}: cannot be built"


def test_what_stands_there() -> None:
    """Objects of ours; nothing of someone else's or where nothing is; a foreign file in our place cannot be built."""
    tree = files("tag")
    assert standing(tree.get, "e", "x", ours=True, wanted=False) == objects(tree.get, "e", "x")
    assert standing(tree.get, "e", "x", ours=False, wanted=False) == []
    assert standing(tree.get, "e", "y", ours=False, wanted=True) == []
    with pytest.raises(Unbuildable) as raised:
        standing(tree.get, "e", "x", ours=False, wanted=True)
    assert raised.value.suspects == (LIST,)
