"""kubernetes-validate, strict, on every built-in object that kustomize builds: an outside judge of the schemas."""

from __future__ import annotations

import kubernetes_validate
import pytest
import yaml

from tests.tools import ROOT, run, tool

OTHERS = {"ExternalSecret", "SecretStore"}
"""Kinds of the External Secrets Operator, which are not in Kubernetes' schemas."""


@pytest.mark.parametrize("version", ["1.34", "1.37"])
@pytest.mark.parametrize("environment", ["production", "staging"])
def test_every_object_is_valid(environment: str, version: str) -> None:
    """Nothing is unknown, nothing misplaced, in the oldest and the newest version that matter."""
    built = run(tool("kustomize"), "build", ROOT / "overlays" / environment)
    objects = [each for each in yaml.safe_load_all(built) if each["kind"] not in OTHERS]
    assert len(objects) > 30
    for each in objects:
        kubernetes_validate.validate(each, version, strict=True)
