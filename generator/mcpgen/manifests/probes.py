"""The three probes of the server's container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.merge import without_nulls

if TYPE_CHECKING:
    from mcpgen.catalog.blocks import Probes
    from mcpgen.manifests.objects import Object

HANDLERS = ("httpGet", "tcpSocket", "exec", "grpc")


def probes(settings: Probes) -> Object:
    """`startupProbe`, `livenessProbe` and `readinessProbe`, each unless `enabled: false`.

    Without a declared handler the probe opens the port: an MCP endpoint answers GET with 405, 406 or never.
    """
    liveness = _probe(settings.liveness, {"periodSeconds": 20, "timeoutSeconds": 5, "failureThreshold": 3})
    readiness = _probe(settings.readiness, {"periodSeconds": 5, "timeoutSeconds": 2, "failureThreshold": 3})
    startup = _probe(_startup(settings), {})
    found = {"startupProbe": startup, "livenessProbe": liveness, "readinessProbe": readiness}
    return {key: probe for key, probe in found.items() if probe is not None}


def _startup(settings: Probes) -> Object:
    """Two minutes in steps of 5 s, asked as liveness is asked; a written bound counts in Kubernetes' own steps."""
    written = settings.startup
    found = dict(written)
    if all(written.get(handler) is None for handler in HANDLERS):
        found |= {handler: settings.liveness[handler] for handler in HANDLERS if handler in settings.liveness}
    if "periodSeconds" not in written and "failureThreshold" not in written:
        found |= {"periodSeconds": 5, "failureThreshold": 24}
    return found


def _probe(written: Object, numbers: Object) -> Object | None:
    """What is written over the default numbers, with a handler; None where it is switched off."""
    if written.get("enabled", True) is False:
        return None
    handlers = {key: _with_port(key, written[key]) for key in HANDLERS if written.get(key) is not None}
    rest = {key: value for key, value in written.items() if key not in HANDLERS and key != "enabled"}
    return without_nulls({**(handlers or {"tcpSocket": {"port": "http"}}), **numbers, **rest})


def _with_port(handler: str, written: Object) -> Object:
    """An HTTP or TCP probe without a port asks the MCP port."""
    if handler in {"httpGet", "tcpSocket"} and isinstance(written, dict) and "port" not in written:
        return {**written, "port": "http"}
    return written
