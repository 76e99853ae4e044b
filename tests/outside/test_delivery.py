"""What mcpgen writes for Flux and Argo CD is valid by their own definitions, and its health checks say what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cel
import pytest
import yaml

from mcpgen.delivery.flux.tool import FLUX
from mcpgen.pipeline import Work, generate
from tests.delivery.samples import CASES, site_of
from tests.outside.definitions import wrong
from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CATALOGS = [ROOT / "catalog.yaml", ROOT / "tests/cases/positive/everything.yaml", *sorted(CASES.glob("*.yaml"))]
NOT_READY = {"conditions": [{"type": "Ready", "status": "False"}]}
READY = {"conditions": [{"type": "Deleted", "status": "False"}, {"type": "Ready", "status": "True"}]}


def delivered(catalog: Path) -> list[dict[str, Any]]:
    """Every object below clusters/ but kustomize's own, which is no object of a cluster."""
    files = generate(catalog, Work())
    objects = [yaml.safe_load(text) for path, text in files.items() if path.startswith("clusters/")]
    return [each for each in objects if each["apiVersion"] != "kustomize.config.k8s.io/v1beta1"]


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.stem)
def test_every_object_is_valid(catalog: Path) -> None:
    """Strictly, with the definitions' rules in CEL; a Namespace alone has no namespace."""
    objects = delivered(catalog)
    assert objects
    assert [said for each in objects if each["kind"] != "Namespace" for said in wrong(each)] == []
    assert {each["metadata"].keys() >= {"namespace"} for each in objects if each["kind"] == "Namespace"} <= {False}


def test_every_kind_occurs() -> None:
    """No kind can stay unjudged because no case has it."""
    assert {each["kind"] for catalog in CATALOGS for each in delivered(catalog)} == {
        *("Namespace", "GitRepository", "OCIRepository", "Kustomization", "Provider", "Alert"),
        *("ImageRepository", "ImagePolicy", "ImageUpdateAutomation", "AppProject", "Application", "ApplicationSet"),
    }


@pytest.mark.parametrize(
    ("status", "current", "failed"),
    [(READY, True, False), (NOT_READY, False, True), ({"conditions": []}, False, False)],
)
def test_health_checks(status: dict[str, Any], *, current: bool, failed: bool) -> None:
    """Ready, failed, or neither while the operator has not looked yet."""
    found = FLUX.objects(site_of("flux: {}", a="secret: {create: true}"))["server-a.yaml"]
    checks = found["spec"]["healthCheckExprs"]
    assert len(checks) == 2
    for check in checks:
        said = {word: cel.evaluate(check[word], {"status": status}) for word in ("current", "failed")}
        assert said == {"current": current, "failed": failed}


def test_an_object_without_conditions_is_waited_for() -> None:
    """kustomize-controller takes a field that is missing for progress; here it must be an error, not an answer."""
    found = FLUX.objects(site_of("flux: {}", a="secret: {create: true}"))["server-a.yaml"]
    for check in found["spec"]["healthCheckExprs"]:
        with pytest.raises(KeyError):
            cel.evaluate(check["current"], {"status": {}})
