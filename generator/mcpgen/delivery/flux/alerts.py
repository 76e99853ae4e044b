"""Flux' alerts: a Provider, and an Alert on the source and the Kustomizations of the environment.

Source: fluxcd/notification-controller, `api/v1beta3` (notification.toolkit.fluxcd.io/v1beta3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery.flux.metadata import metadata, settings
from mcpgen.delivery.flux.source import reference
from mcpgen.delivery.names import labels

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

_API = "notification.toolkit.fluxcd.io/v1beta3"

PROVIDER_ORIGINS = {
    "metadata/namespace": ("flux", "namespace"),
    "spec": ("flux", "alerts"),
    "spec/type": ("flux", "alerts", "type"),
    "spec/address": ("flux", "alerts", "address"),
    "spec/channel": ("flux", "alerts", "channel"),
    "spec/secretRef": ("flux", "alerts", "secret"),
}
ALERT_ORIGINS = {
    "metadata/namespace": ("flux", "namespace"),
    "spec": ("flux", "alerts"),
    "spec/eventSeverity": ("flux", "alerts", "severity"),
}


def alerts(site: Site) -> dict[str, Object]:
    """File name → object; nothing where the catalog asks for no alerts."""
    written = settings(site).alerts
    if written is None:
        return {}
    secret = {"name": written.secret} if written.secret else None
    fields = {"type": written.type, "channel": written.channel, "address": written.address, "secretRef": secret}
    provider = {key: value for key, value in fields.items() if value is not None}
    alert = {
        "providerRef": {"name": site.environment},
        "eventSeverity": written.severity,
        "eventSources": [
            reference(site),
            {"kind": "Kustomization", "name": "*", "matchLabels": labels(site.environment)},
        ],
        "eventMetadata": {"environment": site.environment},
    }
    head = metadata(site, site.environment)
    return {
        "provider.yaml": {"apiVersion": _API, "kind": "Provider", "metadata": head, "spec": provider},
        "alert.yaml": {"apiVersion": _API, "kind": "Alert", "metadata": head, "spec": alert},
    }
