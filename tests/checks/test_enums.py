"""The values of fields: the table, and what is told of a value that is none of them."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.enums import ENUMS, UNSET, allowed
from mcpgen.checks.schema import schema_findings
from tests.checks.definitions import field
from tests.checks.samples import broken

POD = "spec/template/spec"
MAIN = f"{POD}/containers/0"
TERM = {"matchExpressions": [{"key": "a", "operator": "in", "values": ["b"]}]}
NODES = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [TERM]}}
PODS = {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "a", "labelSelector": TERM}]}
SPREAD = {"maxSkew": 1, "topologyKey": "a", "whenUnsatisfiable": "ScheduleAnyway"}
TARGET = {"type": "Utilization", "averageUtilization": 70}


@pytest.mark.parametrize("path", ENUMS)
def test_each_is_a_text_that_the_schemas_leave_open(path: str) -> None:
    """A misspelt entry would check nothing; once the bundled schemas hold the values, the table need not."""
    schema = field(path)
    assert "string" in schema["type"]
    assert "enum" not in schema


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        (
            "Deployment",
            f"{POD}/tolerations",
            [{"effect": "noschedule"}],
            ("NoSchedule, PreferNoSchedule, NoExecute", "NoSchedule"),
        ),
        ("Deployment", f"{POD}/tolerations", [{"operator": "exists"}], ("Equal, Exists", "Exists")),
        ("Deployment", f"{MAIN}/ports/0/protocol", "tcp", ("TCP, UDP, SCTP", "TCP")),
        ("Deployment", f"{MAIN}/imagePullPolicy", "always", ("Always, IfNotPresent, Never", "Always")),
        ("Deployment", f"{MAIN}/livenessProbe/httpGet/scheme", "https", ("HTTP, HTTPS", "HTTPS")),
        ("Deployment", f"{MAIN}/securityContext", {"seccompProfile": {"type": "runtime"}}, (None, "RuntimeDefault")),
        ("Deployment", "spec/strategy", {"type": "rolling-update"}, ("RollingUpdate, Recreate", "RollingUpdate")),
        (
            "Deployment",
            f"{POD}/topologySpreadConstraints",
            [{**SPREAD, "nodeTaintsPolicy": "honor"}],
            ("Honor, Ignore", "Honor"),
        ),
        ("Deployment", f"{POD}/topologySpreadConstraints", [{**SPREAD, "nodeAffinityPolicy": "no"}], ("Honor, Ignore", None)),
        (
            "Deployment",
            f"{POD}/topologySpreadConstraints",
            [{**SPREAD, "whenUnsatisfiable": "scheduleAnyway"}],
            ("DoNotSchedule, ScheduleAnyway", "ScheduleAnyway"),
        ),
        ("Deployment", f"{POD}/dnsPolicy", "ClusterFrist", (None, "ClusterFirst")),
        ("Deployment", f"{POD}/affinity", {"nodeAffinity": NODES}, ("In, NotIn, Exists, DoesNotExist, Gt, Lt", "In")),
        ("Deployment", f"{POD}/affinity", {"podAffinity": PODS}, ("In, NotIn, Exists, DoesNotExist", "In")),
        ("Service", "spec/ports/0/protocol", "udp", ("TCP, UDP, SCTP", "UDP")),
        ("Service", "spec/sessionAffinity", "clientIP", ("None, ClientIP", "ClientIP")),
        ("Service", "spec/externalTrafficPolicy", "local", ("Cluster, Local", "Local")),
        ("Service", "spec/internalTrafficPolicy", "local", ("Cluster, Local", "Local")),
        ("Service", "spec/ipFamilyPolicy", "DualStack", ("SingleStack, PreferDualStack, RequireDualStack", "PreferDualStack")),
        ("HorizontalPodAutoscaler", "spec/metrics/0/type", "resource", (None, "Resource")),
        (
            "HorizontalPodAutoscaler",
            "spec/metrics/0/resource/target",
            {**TARGET, "type": "utilization"},
            (None, "Utilization"),
        ),
        ("HorizontalPodAutoscaler", "spec/behavior", {"scaleUp": {"selectPolicy": "max"}}, ("Max, Min, Disabled", "Max")),
        (
            "HorizontalPodAutoscaler",
            "spec/behavior",
            {"scaleUp": {"policies": [{"type": "Percents", "value": 1, "periodSeconds": 1}]}},
            ("Pods, Percent", "Percent"),
        ),
        ("NetworkPolicy", "spec/policyTypes", ["Ingress", "egress"], ("Ingress, Egress", "Egress")),
        ("PodDisruptionBudget", "spec/unhealthyPodEvictionPolicy", "Always", (None, "AlwaysAllow")),
    ],
)
def test_a_near_miss(kind: str, path: str, value: Any, told: tuple[str | None, str | None]) -> None:
    """What is allowed is told, and the nearest of it."""
    subject = next(each for each in broken(kind, path, value) if each["kind"] == kind)
    found = schema_findings("1.34", subject)
    options, meant = told
    assert [each.remedy for each in found] == [f"did you mean `{meant}`?" if meant else "write one of those"]
    assert found[0].message == f"expected one of {options}" or options is None


def test_what_can_only_be_one_thing() -> None:
    """A Deployment's pods start again and again."""
    subject = broken("Deployment", f"{POD}/restartPolicy", "Never")[0]
    found = schema_findings("1.34", subject)
    assert [(each.message, each.remedy) for each in found] == [("expected Always", "write `Always`")]


def test_another_type_is_told_once() -> None:
    """A number is no text: which text it should be comes after that."""
    subject = broken("Deployment", f"{MAIN}/imagePullPolicy", 5)[0]
    assert [each.message for each in schema_findings("1.34", subject)] == ["expected text, got a number"]


@pytest.mark.parametrize("value", ["", None])
def test_what_counts_as_not_written(value: str | None) -> None:
    """Kubernetes puts its default there."""
    subject = broken("Deployment", f"{MAIN}/ports/0", {"containerPort": 80, "protocol": value})[0]
    assert schema_findings("1.34", subject) == []


def test_later_versions_allow_more() -> None:
    """A container's own restart policy, and where traffic goes first."""
    assert allowed("core.v1.Container/restartPolicy", 34) == ("Always",)
    assert allowed("core.v1.Container/restartPolicy", 35) == ("Always", "OnFailure", "Never")
    assert "PreferSameNode" not in allowed("core.v1.ServiceSpec/trafficDistribution", 33)
    assert "PreferSameNode" in allowed("core.v1.ServiceSpec/trafficDistribution", 34)
    assert allowed("core.v1.Container/name", 34) == ()
    assert UNSET not in allowed("core.v1.TopologySpreadConstraint/whenUnsatisfiable", 34)
