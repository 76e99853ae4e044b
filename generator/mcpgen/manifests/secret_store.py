"""The External Secrets Operator's SecretStore: one Infisical folder, of one server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata

if TYPE_CHECKING:
    from mcpgen.catalog.environment import Auth
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "spec": "secret.store",
    "spec/provider/infisical/hostAPI": "secret.store.hostAPI",
    "spec/provider/infisical/secretsScope": "secret.store",
}


def secret_store(server: Server) -> Object | None:
    """The external-secrets.io/v1 SecretStore; None where no secret is asked for or a store exists already.

    `recursive: false` and a folder of its own keep every neighbour's secrets out of reach.
    Source: external-secrets.io, "Infisical"; a SecretStore's credential selectors must not carry a namespace.
    """
    if not server.settings.secret.create or existing_store(server):
        return None
    infisical: Object = {}
    host = server.settings.secret.store.host_api or server.environment.host_api
    if host:
        infisical["hostAPI"] = host
    if server.environment.auth:
        infisical["auth"] = _auth(server.environment.auth)
    infisical["secretsScope"] = _scope(server)
    return {
        "apiVersion": "external-secrets.io/v1",
        "kind": "SecretStore",
        "metadata": metadata(server),
        "spec": {"provider": {"infisical": infisical}},
    }


def existing_store(server: Server) -> Object | None:
    """The reference to a store that the server's or the environment's settings name; None where mcpgen makes one."""
    written, shared = server.settings.secret.store, server.environment.store
    if written.name:
        return {"kind": written.kind or "SecretStore", "name": written.name}
    return {"kind": shared.kind, "name": shared.name} if shared else None


def folder(server: Server) -> str:
    """The server's folder in Infisical: as written, or one of its own name."""
    return server.settings.secret.store.secrets_path or f"/{server.name}"


def _scope(server: Server) -> Object:
    written, environment = server.settings.secret.store, server.environment
    scope = {
        "projectSlug": written.project_slug or environment.project_slug,
        "environmentSlug": written.environment_slug or environment.environment_slug,
        "secretsPath": folder(server),
        "recursive": False,
    }
    return {key: value for key, value in scope.items() if value is not None}


def _auth(auth: Auth) -> Object:
    if auth.kubernetes:
        identity = {"name": auth.kubernetes.secret_name, "key": auth.kubernetes.identity_id_key}
        return {"kubernetesAuthCredentials": {"identityId": identity}}
    secret = auth.universal.secret_name
    return {
        "universalAuthCredentials": {
            "clientId": {"name": secret, "key": auth.universal.client_id_key},
            "clientSecret": {"name": secret, "key": auth.universal.client_secret_key},
        }
    }
