"""The ServiceAccount that a server's pods run as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests.metadata import metadata

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

ORIGINS = {
    "metadata/annotations": "serviceAccount.annotations",
    "automountServiceAccountToken": "serviceAccount.automountServiceAccountToken",
}


def service_account(server: Server) -> Object | None:
    """The v1 ServiceAccount; None where the catalog names one that exists already."""
    settings = server.settings.service_account
    if settings.name:
        return None
    return {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": metadata(server, annotations=settings.annotations),
        "automountServiceAccountToken": settings.automount_token,
    }


def account_name(server: Server) -> str:
    """The name that the pods use."""
    return server.settings.service_account.name or server.name
