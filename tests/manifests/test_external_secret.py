"""The ExternalSecret: every key of the server's own folder, or named keys of a shared store."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.external_secret import external_secret, target
from tests.manifests.samples import CLUSTER, METADATA, changed, server

DEFAULT = {
    "apiVersion": "external-secrets.io/v1",
    "kind": "ExternalSecret",
    "metadata": METADATA,
    "spec": {
        "refreshInterval": "15m0s",
        "secretStoreRef": {"kind": "SecretStore", "name": "x"},
        "target": {"name": "x-secret", "creationPolicy": "Owner"},
        "dataFrom": [{"find": {"name": {"regexp": ".*"}}}],
    },
}

SHARED = {"kind": "ClusterSecretStore", "name": "shared"}
STORE = "store: {kind: ClusterSecretStore, name: shared"


def data(**keys: str) -> dict[str, Any]:
    """The changes that keys of the Secret from keys of the store make to the default."""
    found = [{"secretKey": key, "remoteRef": {"key": remote}} for key, remote in keys.items()]
    return {"spec/dataFrom": None, "spec/data": found}


@pytest.mark.parametrize("fields", ["", "secret: {}", "secret: {create: false, keys: [A]}"])
def test_none_unless_a_secret_is_asked_for(fields: str) -> None:
    """What is written of a secret makes none until `create` does."""
    assert external_secret(server(fields)) is None


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("", {}),
        ("store: {secretsPath: /team/search}", {}),
        ("externalSecret: {refreshInterval: 1h0m0s}", {"spec/refreshInterval": "1h0m0s"}),
        ("externalSecret: {targetSecretName: own}", {"spec/target": {"name": "own", "creationPolicy": "Owner"}}),
        ("keys: [A, B_C]", data(A="A", B_C="B_C")),
        ("keys: [A], store: {secretsPath: /team/search}", data(A="A")),
        (f"{STORE}}}, keys: [A, B]", {"spec/secretStoreRef": SHARED, **data(A="/x/A", B="/x/B")}),
        (f"{STORE}, secretsPath: /team}}, keys: [A]", {"spec/secretStoreRef": SHARED, **data(A="/team/A")}),
        (f"{STORE}, secretsPath: /}}, keys: [A]", {"spec/secretStoreRef": SHARED, **data(A="/A")}),
        ("store: {name: own}, keys: [A]", {"spec/secretStoreRef/name": "own", **data(A="/x/A")}),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """A store of the server's own has its folder as scope; in any other a key needs its absolute path."""
    assert external_secret(server(f"secret: {{create: true, {fields}}}")) == changed(DEFAULT, changes)


def test_the_environments_store() -> None:
    """Where the environment names a store, every server's keys are taken from there by path."""
    cluster = f"{CLUSTER}, infisical: {{store: {{name: shared}}}}"
    found = external_secret(server("secret: {create: true, keys: [A]}", cluster=cluster))
    assert found == changed(DEFAULT, {"spec/secretStoreRef": SHARED, **data(A="/x/A")})


def test_the_name_of_the_secret() -> None:
    """`<server>-secret`, which the guide's `envFrom` names, unless the catalog says another."""
    assert target(server(name="custom-mcp")) == "custom-mcp-secret"
    assert target(server("secret: {externalSecret: {targetSecretName: mcp-server-secret}}")) == "mcp-server-secret"
