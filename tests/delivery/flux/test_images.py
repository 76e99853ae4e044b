"""Image automation: objects for the servers that ask for it, and the comments that it needs in the catalog."""

from __future__ import annotations

import pytest

from mcpgen.delivery.flux.images import images, policy_name, renewed
from tests.delivery.samples import LABELS, site_of

API = "image.toolkit.fluxcd.io/v1"
HEAD = {"name": "production-a", "namespace": "flux-system", "labels": LABELS}
DIGEST = f"sha256:{'0a' * 32}"


def test_none() -> None:
    """No object at all where no server asks."""
    assert images(site_of("flux: {}")) == {}


def test_objects() -> None:
    """What is scanned, what is newest, and one automation that commits to a branch of its own."""
    assert images(site_of("flux: {}", a='imageAutomation: {semver: ">=1.0.0"}', b="")) == {
        "imagerepository-a.yaml": {
            "apiVersion": API,
            "kind": "ImageRepository",
            "metadata": HEAD,
            "spec": {"image": "org/server", "interval": "10m0s", "provider": "generic"},
        },
        "imagepolicy-a.yaml": {
            "apiVersion": API,
            "kind": "ImagePolicy",
            "metadata": HEAD,
            "spec": {"imageRepositoryRef": {"name": "production-a"}, "policy": {"semver": {"range": ">=1.0.0"}}},
        },
        "imageupdateautomation.yaml": {
            "apiVersion": API,
            "kind": "ImageUpdateAutomation",
            "metadata": {**HEAD, "name": "production"},
            "spec": {
                "interval": "30m0s",
                "sourceRef": {"kind": "GitRepository", "name": "production"},
                "git": {
                    "checkout": {"ref": {"branch": "main"}},
                    "commit": {
                        "author": {"name": "mcpgen image automation", "email": "image-automation@mcpgen.invalid"},
                        "messageTemplate": "Renew images of production\n\n"
                        "{{ range .Changed.Changes }}- {{ .OldValue }} -> {{ .NewValue }}\n{{ end }}",
                    },
                    "push": {"branch": "mcpgen-images-production"},
                },
                "policySelector": {"matchLabels": LABELS},
                "update": {"path": "./", "strategy": "Setters"},
            },
        },
    }


@pytest.mark.parametrize(
    ("image", "parts"),
    [
        ("tag: v1", ["tag"]),
        (f"tag: v1, digest: '{DIGEST}'", ["tag", "digest"]),
        (f"digest: '{DIGEST}'", ["digest"]),
    ],
)
def test_renewed(image: str, parts: list[str]) -> None:
    """Each part of the image that the catalog writes, with the comment for its line."""
    asked = f"imageAutomation: {{semver: '*'}}, image: {{repository: org/a, {image}}}"
    found = site_of("flux: {namespace: gitops}", plain=True, a=asked)
    (member,) = found.members
    assert policy_name(found, member) == "production-a"
    assert [(part, written.field, comment) for part, written, comment in renewed(found, member)] == [
        (part, f"mcp.a.image.{part}", f'# {{"$imagepolicy": "gitops:production-a:{part}"}}') for part in parts
    ]


def test_a_digest_is_reflected() -> None:
    """It decides what runs, so Flux must know it."""
    text = f"imageAutomation: {{semver: '*', digest: Always}}, image: {{repository: org/a, digest: '{DIGEST}'}}"
    found = images(site_of("flux: {}", plain=True, a=text))
    assert found["imagepolicy-a.yaml"]["spec"] == {
        "imageRepositoryRef": {"name": "production-a"},
        "policy": {"semver": {"range": "*"}},
        "digestReflectionPolicy": "Always",
        "interval": "10m0s",
    }
