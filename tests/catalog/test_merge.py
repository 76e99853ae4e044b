"""Layers: maps merge, null removes, lists replace, lists of named things merge."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.catalog.merge import TYPED, UNIONS, identity, merge
from mcpgen.checks.schema import versions
from mcpgen.yaml.loader import load

KEYS = st.sampled_from(["a", "b", "env", "ports", "preStop", "exec", "sleep", "strategy", "type", "rollingUpdate"])
LEAVES = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["x", "y"])
ITEMS = st.lists(st.fixed_dictionaries({"name": st.sampled_from("pqr")}, optional={"value": LEAVES}), max_size=3)
MAPS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(KEYS, LEAVES | ITEMS, max_size=3),
    lambda inner: st.dictionaries(KEYS, inner | LEAVES, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("low", "high", "merged"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": {"x": 1, "y": 1}}, {"a": {"y": 2}}, {"a": {"x": 1, "y": 2}}),
        ({"a": {"x": 1}}, {"a": None}, {}),
        ({"a": {"x": 1, "y": 1}}, {"a": {"x": None}}, {"a": {"y": 1}}),
        ({"args": [1, 2]}, {"args": [3]}, {"args": [3]}),
        ({"a": 1}, {"a": {"x": None, "y": 1}}, {"a": {"y": 1}}),
        (
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "1"}]},
            {"env": [{"name": "C", "value": "2"}, {"name": "B", "value": "2"}]},
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}, {"name": "C", "value": "2"}]},
        ),
        (
            {"env": [{"name": "A", "value": "1"}]},
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {}}}]},
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {}}}]},
        ),
        (
            {"volumeMounts": [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b"}]},
            {"volumeMounts": [{"name": "v", "mountPath": "/b", "readOnly": True}]},
            {"volumeMounts": [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b", "readOnly": True}]},
        ),
        ({"env": [{"name": "A"}]}, {"env": [{"value": "no name"}]}, {"env": [{"value": "no name"}]}),
        ({"env": [{"name": "A"}]}, {"env": []}, {"env": [{"name": "A"}]}),
    ],
)
def test_merge(low: dict[str, Any], high: dict[str, Any], merged: dict[str, Any]) -> None:
    """The whole result, for each rule."""
    assert merge(low, high) == merged


@given(MAPS, MAPS)
def test_inputs_are_left_alone(low: dict[str, Any], high: dict[str, Any]) -> None:
    """Merging changes neither layer."""
    before = repr((low, high))
    merge(low, high)
    assert repr((low, high)) == before


@given(MAPS)
def test_a_layer_over_itself_and_over_nothing(layer: dict[str, Any]) -> None:
    """A layer over itself, or over nothing, says what it says, without its nulls."""
    alone = merge({}, layer)
    assert merge(alone, layer) == alone


@given(MAPS, MAPS, MAPS)
def test_the_strongest_layer_wins(low: dict[str, Any], middle: dict[str, Any], high: dict[str, Any]) -> None:
    """What the strongest layer says of a plain value stands, whatever lies below."""
    merged = merge(merge(low, middle), high)
    for key, value in high.items():
        if value is None:
            assert key not in merged
        elif not isinstance(value, (dict, list)):
            assert merged[key] == value


PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
DEFINITIONS = {
    "volumes": ("core.v1.Volume", {"name"}),
    "env": ("core.v1.EnvVar", {"name"}),
    "valueFrom": ("core.v1.EnvVarSource", set[str]()),
    "preStop": ("core.v1.LifecycleHandler", set[str]()),
    "postStart": ("core.v1.LifecycleHandler", set[str]()),
    "podDisruptionBudget": ("policy.v1.PodDisruptionBudgetSpec", {"selector", "unhealthyPodEvictionPolicy"}),
    **dict.fromkeys(
        ("liveness", "readiness", "startup", *PROBES),
        (
            "core.v1.Probe",
            {
                *("initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold"),
                "terminationGracePeriodSeconds",
            },
        ),
    ),
    "strategy": ("apps.v1.DeploymentStrategy", {"type"}),
    "seccompProfile": ("core.v1.SeccompProfile", {"type"}),
    "appArmorProfile": ("core.v1.AppArmorProfile", {"type"}),
}
"""Field of a union → Kubernetes' definition of it, and what may stand in that beside a member."""


def properties(definition: str) -> set[str]:
    """The fields of a definition in any Kubernetes version that mcpgen knows."""
    found: set[str] = set()
    for version in versions():
        path = f"kubernetes-json-schema/v{version}.0-local-strict/_definitions.json"
        definitions = json.loads(files("kubernetes_validate").joinpath(path).read_text())["$defs"]
        found |= definitions.get(f"io.k8s.api.{definition}", {}).get("properties", {}).keys()
    return found


def test_the_tables_are_kubernetes_own() -> None:
    """Every member of every union, and nothing else; `auth` is the catalog's own."""
    members = {**UNIONS, **{field: frozenset({member}) for field, (_, member) in TYPED.items()}}
    assert DEFINITIONS.keys() | {"auth"} == members.keys()
    assert {field: properties(name) - beside for field, (name, beside) in DEFINITIONS.items()} == {
        field: members[field] for field in DEFINITIONS
    }


@pytest.mark.parametrize(
    ("low", "high", "merged"),
    [
        (
            "volumes: [{name: d, emptyDir: {sizeLimit: 1Gi}}, {name: e, emptyDir: {}}]",
            "volumes: [{name: d, persistentVolumeClaim: {claimName: c}}]",
            "volumes: [{name: d, persistentVolumeClaim: {claimName: c}}, {name: e, emptyDir: {}}]",
        ),
        (
            "volumes: [{name: d, emptyDir: {sizeLimit: 1Gi}}]",
            "volumes: [{name: d, emptyDir: {medium: Memory}}]",
            "volumes: [{name: d, emptyDir: {sizeLimit: 1Gi, medium: Memory}}]",
        ),
        (
            "lifecycle: {preStop: {exec: {}}, postStart: {exec: {}}}",
            "lifecycle: {preStop: {sleep: {seconds: 5}}}",
            "lifecycle: {preStop: {sleep: {seconds: 5}}, postStart: {exec: {}}}",
        ),
        (
            "probes: {liveness: {httpGet: {path: /a}, periodSeconds: 5}}",
            "probes: {liveness: {tcpSocket: {port: 1}}}",
            "probes: {liveness: {periodSeconds: 5, tcpSocket: {port: 1}}}",
        ),
        (
            "probes: {liveness: {httpGet: {path: /a, port: 1}}}",
            "probes: {liveness: {httpGet: {path: /b}}}",
            "probes: {liveness: {httpGet: {path: /b, port: 1}}}",
        ),
        (
            "probes: {liveness: {httpGet: {path: /a}}}",
            "probes: {liveness: {httpGet: ~, periodSeconds: 5}}",
            "probes: {liveness: {httpGet: ~, periodSeconds: 5}}",
        ),
        (
            "probes: {liveness: {grpc: {port: 1}}}",
            "probes: {liveness: {httpGet: {}, tcpSocket: {}}}",
            "probes: {liveness: {httpGet: {}, tcpSocket: {}}}",
        ),
        (
            "sidecars: [{name: s, livenessProbe: {exec: {}}, env: [{name: A, value: b}]}]",
            "sidecars: [{name: s, livenessProbe: {grpc: {port: 1}}, env: [{name: A, valueFrom: {fieldRef: {}}}]}]",
            "sidecars: [{name: s, livenessProbe: {grpc: {port: 1}}, env: [{name: A, valueFrom: {fieldRef: {}}}]}]",
        ),
        (
            "env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
            "env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k}}}]",
            "env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k}}}]",
        ),
        (
            "env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
            "env: [{name: A, valueFrom: {secretKeyRef: {name: t}}}]",
            "env: [{name: A, valueFrom: {secretKeyRef: {name: t, key: k}}}]",
        ),
        ("env: [{name: A, valueFrom: {fieldRef: {}}}]", "env: [{name: A, value: b}]", "env: [{name: A, value: b}]"),
        (
            "podDisruptionBudget: {enabled: true, minAvailable: 1}",
            "podDisruptionBudget: {maxUnavailable: 1}",
            "podDisruptionBudget: {enabled: true, maxUnavailable: 1}",
        ),
        (
            "ingress: {auth: {basic: {secretName: s}}}",
            "ingress: {auth: {external: {url: u}}}",
            "ingress: {auth: {external: {url: u}}}",
        ),
        (
            "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}",
            "strategy: {type: Recreate}",
            "strategy: {type: Recreate}",
        ),
        ("strategy: {rollingUpdate: {maxSurge: 1}}", "strategy: {type: Recreate}", "strategy: {type: Recreate}"),
        ("strategy: {type: Recreate}", "strategy: {rollingUpdate: {maxSurge: 1}}", "strategy: {rollingUpdate: {maxSurge: 1}}"),
        (
            "strategy: {rollingUpdate: {maxSurge: 1}}",
            "strategy: {type: RollingUpdate}",
            "strategy: {rollingUpdate: {maxSurge: 1}, type: RollingUpdate}",
        ),
        (
            "strategy: {type: RollingUpdate}",
            "strategy: {rollingUpdate: {maxSurge: 1}}",
            "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}",
        ),
        ("strategy: {}", "strategy: {type: Recreate, rollingUpdate: {}}", "strategy: {type: Recreate, rollingUpdate: {}}"),
        (
            "securityContext: {seccompProfile: {type: Localhost, localhostProfile: p}}",
            "securityContext: {seccompProfile: {type: RuntimeDefault}}",
            "securityContext: {seccompProfile: {type: RuntimeDefault}}",
        ),
    ],
)
def test_one_of_several(low: str, high: str, merged: str) -> None:
    """Where Kubernetes takes one member only, the higher layer's takes the place of the lower's; two in one layer stay."""
    one, other, both = (load(text.encode(), "c") for text in (low, high, merged))
    assert merge(one, other) == both


MEMBERS = st.sampled_from([*sorted(UNIONS), *sorted(TYPED)]).flatmap(
    lambda field: st.tuples(
        st.just(field),
        *[st.sampled_from(sorted(UNIONS.get(field, {TYPED.get(field, ("", ""))[1]}))) for _ in range(3)],
    )
)


@given(MEMBERS, LEAVES)
def test_layers_of_one_member_give_one_member(drawn: tuple[str, str, str, str], value: object) -> None:
    """However many layers write a member of a union, the last that does decides."""
    field, *members = drawn
    listed = field in {"volumes", "env"}
    merged: dict[str, Any] = {}
    for member in members:
        block = {"name": "n", "periodSeconds": 1, member: {member: value}}
        merged = merge(merged, {field: [block] if listed else block})
    found = merged[field][0] if listed else merged[field]
    assert found.keys() == {"name", "periodSeconds", members[-1]}


def test_identity() -> None:
    """Only text names an item."""
    assert [identity(item, "name") for item in ({"name": "a"}, {"name": 1}, {}, "a")] == ["a", None, None, None]
