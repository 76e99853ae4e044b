"""Overlays: image, replicas, patches, resources."""

from __future__ import annotations

import pytest

from mcpgen.kustomize.overlay import Image, Overlay, Patch, Replicas, overlay
from tests.kustomize.samples import DIGEST, PAIRS, settings, workload


def test_what_the_environment_runs_is_always_shown() -> None:
    """Image and replicas stand in the kustomization even where they equal the base's."""
    assert overlay([workload()], [workload()], None) == Overlay(
        None, (Image("org/x", None, "v1", None),), (Replicas("x", 2),), (), {}
    )


def test_whole() -> None:
    """Digest, replicas, a patch, and an object that the base does not have."""
    wanted = [workload(f"org/x:v2@{DIGEST}", 3, nodeName="a"), settings(a="1")]
    assert overlay([workload()], wanted, None) == Overlay(
        namespace=None,
        images=(Image("org/x", None, "v2", DIGEST),),
        replicas=(Replicas("x", 3),),
        patches=(
            Patch(
                "deployment.yaml",
                "apps/v1",
                "Deployment",
                "x",
                ({"op": "add", "path": "/spec/template/spec/nodeName", "value": "a"},),
            ),
        ),
        resources={"configmap.yaml": settings(a="1")},
    )


def test_images_match_by_name_everywhere() -> None:
    """Where an `images` entry would change another container too, the image is patched instead."""
    base, wanted, _ = PAIRS["shared-repository"]
    found = overlay(base, wanted, None)
    assert found.images == ()
    assert found.patches[0].operations[-1] == {
        "op": "replace",
        "path": "/spec/template/spec/containers/0/image",
        "value": "org/x:v2",
    }


@pytest.mark.parametrize(
    ("name", "replicas"), [("scaled-here", ()), ("scaled-there", (Replicas("x", 3),)), ("zero", (Replicas("x", 0),))]
)
def test_replicas_belong_to_an_autoscaler_or_to_the_overlay(name: str, replicas: tuple[Replicas, ...]) -> None:
    """Without `replicas` in the wanted Deployment no number is set, and the base's is removed."""
    base, wanted, _ = PAIRS[name]
    assert overlay(base, wanted, None).replicas == replicas
