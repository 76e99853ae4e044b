"""The External Secrets Operator's ExternalSecret: from the server's Infisical folder to the Secret its pods read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata
from mcpgen.manifests.secret_store import existing_store, folder

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "spec": "secret",
    "spec/refreshInterval": "secret.externalSecret.refreshInterval",
    "spec/target": "secret.externalSecret.targetSecretName",
    "spec/secretStoreRef": "secret.store",
    "spec/data": "secret.keys",
}


def external_secret(server: Server) -> Object | None:
    """The external-secrets.io/v1 ExternalSecret; None where no secret is asked for."""
    settings = server.settings.secret
    if not settings.create:
        return None
    store = existing_store(server)
    return {
        "apiVersion": "external-secrets.io/v1",
        "kind": "ExternalSecret",
        "metadata": metadata(server),
        "spec": {
            "refreshInterval": settings.external_secret.refresh_interval,
            "secretStoreRef": store or {"kind": "SecretStore", "name": server.name},
            "target": {"name": target(server), "creationPolicy": "Owner"},
            **_data(server, scoped=store is None),
        },
    }


def target(server: Server) -> str:
    """The name of the Secret in the cluster: as written, or `<server>-secret`, which the guide's examples rely on."""
    return server.settings.secret.external_secret.target_secret_name or f"{server.name}-secret"


def _data(server: Server, *, scoped: bool) -> Object:
    """Named keys one by one; without names, every key that the store's own folder holds.

    A store of the server's own has its folder as scope; in a shared one a key needs its absolute path.
    `find.path` is a string prefix (`/mcp/git` also finds `/mcp/github`), so it is never used.
    """
    prefix = "" if scoped else f"{folder(server).rstrip('/')}/"
    if server.settings.secret.keys:
        keys = server.settings.secret.keys
        return {"data": [{"secretKey": key, "remoteRef": {"key": f"{prefix}{key}"}} for key in keys]}
    return {"dataFrom": [{"find": {"name": {"regexp": ".*"}}}]}
