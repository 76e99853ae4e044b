"""The ServiceAccount: one of the server's own, without a token, unless the catalog names another."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.service_account import account_name, service_account
from tests.manifests.samples import METADATA, changed, server

DEFAULT = {
    "apiVersion": "v1",
    "kind": "ServiceAccount",
    "metadata": METADATA,
    "automountServiceAccountToken": False,
}


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("", {}),
        ("serviceAccount: {}", {}),
        ("serviceAccount: {automountServiceAccountToken: true}", {"automountServiceAccountToken": True}),
        ("serviceAccount: {annotations: {role: reader}}", {"metadata/annotations": {"role": "reader"}}),
        (
            "annotations: {role: all, a: b}, serviceAccount: {annotations: {role: reader}}",
            {"metadata/annotations": {"role": "reader", "a": "b"}},
        ),
    ],
)
def test_an_account_of_its_own(fields: str, changes: dict[str, Any]) -> None:
    """Named as the server is; no token unless asked for."""
    assert service_account(server(fields)) == changed(DEFAULT, changes)
    assert account_name(server(fields)) == "x"


def test_an_account_that_exists_already() -> None:
    """It is used and not written."""
    found = server("serviceAccount: {name: shared}")
    assert service_account(found) is None
    assert account_name(found) == "shared"
