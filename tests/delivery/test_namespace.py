"""The Namespace, and Pod Security's labels on it."""

from __future__ import annotations

import pytest

from mcpgen.delivery.namespace import namespace, namespace_labels
from tests.delivery.samples import LABELS, site_of

PREFIX = "pod-security.kubernetes.io"


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("flux: {}", {f"{PREFIX}/audit": "restricted", f"{PREFIX}/warn": "restricted"}),
        (
            "flux: {}, namespace: {podSecurity: baseline, labels: {team: tools}}",
            {f"{PREFIX}/enforce": "baseline", f"{PREFIX}/audit": "baseline", f"{PREFIX}/warn": "baseline", "team": "tools"},
        ),
        (
            f"flux: {{}}, namespace: {{labels: {{{PREFIX}/warn: privileged}}}}",
            {f"{PREFIX}/audit": "restricted", f"{PREFIX}/warn": "privileged"},
        ),
    ],
)
def test_labels(written: str, labels: dict[str, str]) -> None:
    """Warnings by default; a level is enforced where it is written, and the catalog's own labels win."""
    assert namespace_labels(site_of(written)) == {**LABELS, **labels}


def test_namespace() -> None:
    """With what keeps the tool from deleting it."""
    found = site_of("flux: {}")
    head = {"name": "tools", "labels": namespace_labels(found), "annotations": {"keep": "it"}}
    assert namespace(found, {"keep": "it"}) == {"apiVersion": "v1", "kind": "Namespace", "metadata": head}
