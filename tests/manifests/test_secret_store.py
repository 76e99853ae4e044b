"""The SecretStore: one Infisical folder of one server, or a store that exists already."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.manifests.secret_store import existing_store, folder, secret_store
from tests.manifests.samples import CLUSTER, LABELS, METADATA, base, changed, server

DEFAULT = {
    "apiVersion": "external-secrets.io/v1",
    "kind": "SecretStore",
    "metadata": METADATA,
    "spec": {
        "provider": {
            "infisical": {
                "hostAPI": "https://app.infisical.com",
                "auth": {
                    "universalAuthCredentials": {
                        "clientId": {"name": "infisical-credentials", "key": "clientId"},
                        "clientSecret": {"name": "infisical-credentials", "key": "clientSecret"},
                    }
                },
                "secretsScope": {
                    "projectSlug": "mcp",
                    "environmentSlug": "production",
                    "secretsPath": "/x",
                    "recursive": False,
                },
            }
        }
    },
}

INFISICAL = "spec/provider/infisical"
SCOPE = f"{INFISICAL}/secretsScope"
SHARED = f"{CLUSTER}, infisical: {{store: {{name: shared}}}}"


@pytest.mark.parametrize("fields", ["", "secret: {}", "secret: {create: false, store: {secretsPath: /a}, keys: [A]}"])
def test_none_unless_a_secret_is_asked_for(fields: str) -> None:
    """What is written of a secret makes no store until `create` does."""
    assert secret_store(server(fields)) is None


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ("", {}),
        ("keys: [A]", {}),
        ("store: {secretsPath: /team/search}", {f"{SCOPE}/secretsPath": "/team/search"}),
        ("store: {environmentSlug: prod}", {f"{SCOPE}/environmentSlug": "prod"}),
        ("store: {projectSlug: tools}", {f"{SCOPE}/projectSlug": "tools"}),
        ('store: {hostAPI: "https://infisical.example.com"}', {f"{INFISICAL}/hostAPI": "https://infisical.example.com"}),
    ],
)
def test_what_the_catalog_says(fields: str, changes: dict[str, Any]) -> None:
    """The folder is the server's own unless the catalog names another; nothing below it is in reach."""
    assert secret_store(server(f"secret: {{create: true, {fields}}}")) == changed(DEFAULT, changes)


@pytest.mark.parametrize(
    ("infisical", "changes"),
    [
        (
            'projectSlug: tools, environmentSlug: prod, hostAPI: "https://i.example.com"',
            {
                f"{SCOPE}/projectSlug": "tools",
                f"{SCOPE}/environmentSlug": "prod",
                f"{INFISICAL}/hostAPI": "https://i.example.com",
            },
        ),
        (
            "auth: {universal: {secretName: login, clientIdKey: ID, clientSecretKey: SECRET}}",
            {
                f"{INFISICAL}/auth": {
                    "universalAuthCredentials": {
                        "clientId": {"name": "login", "key": "ID"},
                        "clientSecret": {"name": "login", "key": "SECRET"},
                    }
                }
            },
        ),
        (
            "auth: {kubernetes: {}}",
            {
                f"{INFISICAL}/auth": {
                    "kubernetesAuthCredentials": {"identityId": {"name": "infisical-credentials", "key": "identityId"}}
                }
            },
        ),
        (
            "auth: {kubernetes: {secretName: login, identityIdKey: ID}, universal: {secretName: other}}",
            {f"{INFISICAL}/auth": {"kubernetesAuthCredentials": {"identityId": {"name": "login", "key": "ID"}}}},
        ),
    ],
)
def test_what_the_environment_says(infisical: str, changes: dict[str, Any]) -> None:
    """Project, environment, host and sign-in; a SecretStore's credential selectors never carry a namespace."""
    found = server("secret: {create: true}", cluster=f"{CLUSTER}, infisical: {{{infisical}}}")
    assert secret_store(found) == changed(DEFAULT, changes)


def test_the_server_wins_over_its_environment() -> None:
    """What a server says of its store counts more than what its environment says of all."""
    cluster = f'{CLUSTER}, infisical: {{projectSlug: a, environmentSlug: b, hostAPI: "https://c.example.com"}}'
    own = 'projectSlug: p, environmentSlug: e, hostAPI: "https://h.example.com"'
    assert secret_store(server(f"secret: {{create: true, store: {{{own}}}}}", cluster=cluster)) == changed(
        DEFAULT,
        {f"{SCOPE}/projectSlug": "p", f"{SCOPE}/environmentSlug": "e", f"{INFISICAL}/hostAPI": "https://h.example.com"},
    )


def test_a_base_holds_only_what_its_environments_share() -> None:
    """Slugs, host and sign-in that differ are left to the overlays."""
    two = 'namespace: two, infisical: {hostAPI: "https://i.example.com", auth: {kubernetes: {}}}'
    found = secret_store(base("secret: {create: true}", two=two))
    scope = {"secretsScope": {"secretsPath": "/x", "recursive": False}}
    assert found == changed(DEFAULT, {"metadata": {"name": "x", "labels": LABELS}, "spec": {"provider": {"infisical": scope}}})


@pytest.mark.parametrize(
    ("fields", "cluster", "wanted"),
    [
        ("", CLUSTER, None),
        ("store: {secretsPath: /a}", CLUSTER, None),
        ("store: {name: own}", CLUSTER, {"kind": "SecretStore", "name": "own"}),
        ("store: {name: own, kind: ClusterSecretStore}", CLUSTER, {"kind": "ClusterSecretStore", "name": "own"}),
        ("", SHARED, {"kind": "ClusterSecretStore", "name": "shared"}),
        ("store: {name: own}", SHARED, {"kind": "SecretStore", "name": "own"}),
    ],
)
def test_a_store_that_exists_already(fields: str, cluster: str, wanted: dict[str, str] | None) -> None:
    """The server's own word first, then the environment's; such a store is used and none is written."""
    found = server(f"secret: {{create: true, {fields}}}", cluster=cluster)
    assert existing_store(found) == wanted
    assert secret_store(found) == (None if wanted else changed(DEFAULT, {f"{SCOPE}/secretsPath": folder(found)}))


def test_the_folder() -> None:
    """One of the server's own name unless the catalog says another."""
    assert [folder(server(fields)) for fields in ("", "secret: {store: {secretsPath: /a/b}}")] == ["/x", "/a/b"]
