"""The three probes: TCP unless told otherwise, with numbers that give a slow start its time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.manifests.probes import probes
from tests.manifests.samples import flow, server

TCP = {"tcpSocket": {"port": "http"}}
LIVENESS = {"periodSeconds": 20, "timeoutSeconds": 5, "failureThreshold": 3}
READINESS = {"periodSeconds": 5, "timeoutSeconds": 2, "failureThreshold": 3}
STARTUP = {"periodSeconds": 5, "failureThreshold": 24}

DEFAULT = {
    "startupProbe": {**TCP, **STARTUP},
    "livenessProbe": {**TCP, **LIVENESS},
    "readinessProbe": {**TCP, **READINESS},
}

HEALTH = {"httpGet": {"path": "/health", "port": "http"}}

HANDLERS: list[dict[str, Any]] = [
    {"httpGet": {"path": "/health", "port": 8000}},
    {"tcpSocket": {"port": 9000}},
    {"exec": {"command": ["ok"]}},
    {"grpc": {"port": 9000}},
]


def found(fields: str) -> dict[str, Any]:
    """The probes of a server with these words below `probes`."""
    return probes(server(f"probes: {{{fields}}}").settings.probes)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("", DEFAULT),
        ("liveness: {enabled: true}", DEFAULT),
        ("startup: {enabled: false}", {"livenessProbe": {**TCP, **LIVENESS}, "readinessProbe": {**TCP, **READINESS}}),
        ("liveness: {enabled: false}", {"startupProbe": {**TCP, **STARTUP}, "readinessProbe": {**TCP, **READINESS}}),
        ("readiness: {enabled: false}", {"startupProbe": {**TCP, **STARTUP}, "livenessProbe": {**TCP, **LIVENESS}}),
        ("liveness: {enabled: false}, readiness: {enabled: false}, startup: {enabled: false}", {}),
        (
            "liveness: {httpGet: {path: /health}}",
            {**DEFAULT, "startupProbe": {**HEALTH, **STARTUP}, "livenessProbe": {**HEALTH, **LIVENESS}},
        ),
        (
            "liveness: {enabled: false, httpGet: {path: /health}}",
            {"startupProbe": {**HEALTH, **STARTUP}, "readinessProbe": {**TCP, **READINESS}},
        ),
        ("readiness: {httpGet: {path: /health}}", {**DEFAULT, "readinessProbe": {**HEALTH, **READINESS}}),
        (
            "liveness: {httpGet: {path: /health}}, startup: {tcpSocket: {}}",
            {**DEFAULT, "livenessProbe": {**HEALTH, **LIVENESS}},
        ),
        (
            "liveness: {periodSeconds: 1, initialDelaySeconds: 60}",
            {**DEFAULT, "livenessProbe": {**TCP, **LIVENESS, "periodSeconds": 1, "initialDelaySeconds": 60}},
        ),
        ("readiness: {successThreshold: 2}", {**DEFAULT, "readinessProbe": {**TCP, **READINESS, "successThreshold": 2}}),
    ],
)
def test_what_the_catalog_says(fields: str, wanted: dict[str, Any]) -> None:
    """A probe is on unless it says otherwise; its words stand over the default numbers; startup asks as liveness does."""
    assert found(fields) == wanted


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [
        ("failureThreshold: 30", {"failureThreshold": 30}),
        ("periodSeconds: 2", {"periodSeconds": 2}),
        ("enabled: true, failureThreshold: 30, periodSeconds: 2", {"failureThreshold": 30, "periodSeconds": 2}),
        ("initialDelaySeconds: 9", {"initialDelaySeconds": 9, **STARTUP}),
    ],
)
def test_a_written_bound_of_startup_counts_in_kubernetes_own_steps(fields: str, numbers: dict[str, int]) -> None:
    """The guide: `failureThreshold: 30` is 30 * 10 s, five minutes, so no period of ours may shorten it."""
    assert found(f"startup: {{{fields}}}") == {**DEFAULT, "startupProbe": {**TCP, **numbers}}


def test_the_guides_quick_start() -> None:
    """What the guide writes arrives as written; what it leaves open has the default numbers."""
    handler = "httpGet: {path: /health, port: 8000}"
    liveness = f"liveness: {{enabled: true, {handler}, initialDelaySeconds: 30, periodSeconds: 10}}"
    readiness = f"readiness: {{enabled: true, {handler}, initialDelaySeconds: 5, periodSeconds: 5}}"
    get = {"httpGet": {"path": "/health", "port": 8000}}
    assert found(f"{liveness}, {readiness}") == {
        "startupProbe": {**get, "periodSeconds": 5, "failureThreshold": 24},
        "livenessProbe": {**get, "initialDelaySeconds": 30, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": 3},
        "readinessProbe": {**get, "initialDelaySeconds": 5, "periodSeconds": 5, "timeoutSeconds": 2, "failureThreshold": 3},
    }


@pytest.mark.parametrize(
    ("written", "handler"),
    [
        ("httpGet: {path: /a}", {"httpGet": {"path": "/a", "port": "http"}}),
        ("httpGet: {path: /a, port: metrics}", {"httpGet": {"path": "/a", "port": "metrics"}}),
        ("tcpSocket: {}", {"tcpSocket": {"port": "http"}}),
        ("tcpSocket: {port: 9000}", {"tcpSocket": {"port": 9000}}),
        ("exec: {command: [ok]}", {"exec": {"command": ["ok"]}}),
        ("grpc: {service: health}", {"grpc": {"service": "health"}}),
        ("httpGet: /a", {"httpGet": "/a"}),
    ],
)
def test_handlers(written: str, handler: dict[str, Any]) -> None:
    """HTTP and TCP without a port ask the MCP port; all else, and any other shape, is left to Kubernetes' schema."""
    assert found(f"readiness: {{{written}}}") == {**DEFAULT, "readinessProbe": {**handler, **READINESS}}


WRITTEN = st.builds(
    lambda handler, rest: {**handler, **rest},
    st.sampled_from([{}, *HANDLERS]),
    st.fixed_dictionaries(
        {}, optional={"enabled": st.booleans(), "periodSeconds": st.integers(1, 9), "failureThreshold": st.integers(1, 9)}
    ),
)


@given(WRITTEN, WRITTEN, WRITTEN)
def test_every_probe_asks_in_one_way(liveness: dict[str, Any], readiness: dict[str, Any], startup: dict[str, Any]) -> None:
    """A probe is there unless switched off, has one handler, all its written words, and no word of mcpgen's own."""
    settings = server(flow(probes={"liveness": liveness, "readiness": readiness, "startup": startup})).settings.probes
    before = settings.model_dump_json()
    made = probes(settings)
    written = {"startupProbe": startup, "livenessProbe": liveness, "readinessProbe": readiness}
    assert set(made) == {key for key, probe in written.items() if probe.get("enabled", True)}
    for key, probe in made.items():
        assert len(probe.keys() & {"httpGet", "tcpSocket", "exec", "grpc"}) == 1
        assert probe.items() >= {word: value for word, value in written[key].items() if word != "enabled"}.items()
        assert "enabled" not in probe
    assert settings.model_dump_json() == before
