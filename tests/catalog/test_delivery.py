"""The `delivery` block: its defaults, and what cannot stand together."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mcpgen.catalog.delivery import Delivery

URL = {"git": {"url": "https://git.example.com/org/mcp"}}
ARTIFACT = {"url": "oci://registry.example.com/org/mcp"}


def said(written: dict[str, Any]) -> list[str]:
    """What is wrong with the block."""
    with pytest.raises(ValidationError) as raised:
        Delivery.model_validate(written)
    return [f"{each['ctx']['message']}, {each['ctx']['remedy']}" for each in raised.value.errors()]


def test_defaults() -> None:
    """A URL and the block of a tool are enough."""
    found = Delivery.model_validate({**URL, "flux": {}, "argocd": {}})
    assert found.model_dump(by_alias=True) == {
        "git": {"url": "https://git.example.com/org/mcp", "branch": "main", "path": ".", "secret": None},
        "oci": None,
        "interval": "10m0s",
        "grouping": "server",
        "groupBy": "owner",
        "groupSize": 25,
        "namespace": {"create": True, "podSecurity": None, "labels": {}},
        "flux": {
            "namespace": "flux-system",
            "prune": True,
            "wait": True,
            "timeout": "5m0s",
            "retryInterval": "1m0s",
            "deletionPolicy": None,
            "serviceAccount": None,
            "dependsOn": [],
            "shards": [],
            "alerts": None,
            "imageUpdates": {
                "interval": "30m0s",
                "branch": None,
                "author": {"name": "mcpgen image automation", "email": "image-automation@mcpgen.invalid"},
            },
        },
        "argocd": {
            "namespace": "argocd",
            "server": "https://kubernetes.default.svc",
            "prune": True,
            "selfHeal": True,
            "applicationSet": False,
        },
    }


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({}, "."),
        ({"git": {**URL["git"], "path": "./deploy/"}}, "deploy"),
        ({"oci": {**ARTIFACT, "tag": "v1", "path": "x"}}, "x"),
    ],
)
def test_path(written: dict[str, Any], path: str) -> None:
    """The catalog's folder, of the repository or of the artifact."""
    assert Delivery.model_validate(written).path == path


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"flux": {}}, "`git` is missing, write `git: {url: https://…}`, the repository that holds the catalog"),
        (
            {**URL, "oci": {**ARTIFACT, "tag": "v1"}},
            "both `git` and `oci` are written, keep the one that the cluster reads",
        ),
        (
            {"oci": {**ARTIFACT, "tag": "v1"}, "argocd": {"applicationSet": True}},
            "an ApplicationSet finds its folders in git, not in an artifact, write `git`, or no `applicationSet`",
        ),
        ({"oci": ARTIFACT}, "expected one of `tag`, `semver` and `digest`, got 0 of them, write one of them"),
        (
            {"oci": {**ARTIFACT, "tag": "v1", "semver": "*"}},
            "expected one of `tag`, `semver` and `digest`, got 2 of them, write one of them",
        ),
    ],
)
def test_wrong(written: dict[str, Any], message: str) -> None:
    """One source, of one version."""
    assert said(written) == [message]
