"""Generated files back into objects."""

from __future__ import annotations

import pytest

from mcpgen.errors import Invalid
from mcpgen.kustomize import documents
from mcpgen.kustomize.build import build
from mcpgen.kustomize.names import file_names
from mcpgen.kustomize.overlay import overlay
from mcpgen.kustomize.read import environments, objects
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
    assert environments(iter(paths)) == {"a": ["x"], "b": ["y"]}


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        ("base/x/deployment.yaml", None, "is missing"),
        ("base/x/deployment.yaml", b"", "is empty"),
        ("overlays/e/x/kustomization.yaml", b"resources: 3\n", "is not as mcpgen writes it"),
        ("overlays/e/x/kustomization.yaml", b"a: [", "not YAML"),
    ],
)
def test_files_that_are_not_as_written(path: str, data: bytes | None, told: str) -> None:
    """They are told by name, and never end in a traceback."""
    tree: dict[str, bytes | None] = {**files("tag"), path: data}
    with pytest.raises(Invalid, match=told):
        objects(tree.get, "e", "x")
