"""Alerts on an environment."""

from __future__ import annotations

from mcpgen.delivery.flux.alerts import alerts
from tests.delivery.samples import LABELS, site_of

HEAD = {"name": "production", "namespace": "flux-system", "labels": LABELS}
API = "notification.toolkit.fluxcd.io/v1beta3"


def test_none() -> None:
    """Unless the catalog asks for them."""
    assert alerts(site_of("flux: {}")) == {}


def test_alerts() -> None:
    """A provider with what is written, and an alert on the source and on every Kustomization of the environment."""
    sources = [
        {"kind": "GitRepository", "name": "production"},
        {"kind": "Kustomization", "name": "*", "matchLabels": LABELS},
    ]
    assert alerts(site_of("flux: {alerts: {type: generic, secret: hook}}")) == {
        "provider.yaml": {
            "apiVersion": API,
            "kind": "Provider",
            "metadata": HEAD,
            "spec": {"type": "generic", "secretRef": {"name": "hook"}},
        },
        "alert.yaml": {
            "apiVersion": API,
            "kind": "Alert",
            "metadata": HEAD,
            "spec": {
                "providerRef": {"name": "production"},
                "eventSeverity": "error",
                "eventSources": sources,
                "eventMetadata": {"environment": "production"},
            },
        },
    }
