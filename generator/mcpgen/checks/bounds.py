"""The numbers that a field of Kubernetes may have, and the fields that must not be missing or empty, beyond its JSON Schemas.

Source: k8s.io/kubernetes v1.34.0, `pkg/apis/*/validation/validation.go`; numbers of the format int32 by Go's decoder. A zero
in a probe stands for Kubernetes' default (`pkg/apis/core/v1/zz_generated.defaults.go`), so it is allowed there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

INT32 = 2**31 - 1
"""The largest number that most of Kubernetes' fields can hold."""

_MODE = (0, 0o777)
_ID = (0, INT32)
_WEIGHT = (1, 100)

BOUNDS: Mapping[str, tuple[int, int]] = {
    "apps.v1.DeploymentSpec/minReadySeconds": (0, INT32),
    "apps.v1.DeploymentSpec/progressDeadlineSeconds": (0, INT32),
    "apps.v1.DeploymentSpec/replicas": (0, INT32),
    "apps.v1.DeploymentSpec/revisionHistoryLimit": (0, INT32),
    "autoscaling.v2.HPAScalingPolicy/periodSeconds": (1, 1800),
    "autoscaling.v2.HPAScalingPolicy/value": (1, INT32),
    "autoscaling.v2.HPAScalingRules/stabilizationWindowSeconds": (0, 3600),
    "autoscaling.v2.MetricTarget/averageUtilization": (1, INT32),
    "core.v1.ClientIPConfig/timeoutSeconds": (1, 86400),
    "core.v1.ConfigMapVolumeSource/defaultMode": _MODE,
    "core.v1.ContainerPort/hostPort": (0, 65535),
    "core.v1.DownwardAPIVolumeSource/defaultMode": _MODE,
    "core.v1.KeyToPath/mode": _MODE,
    "core.v1.PodSecurityContext/fsGroup": _ID,
    "core.v1.PodSecurityContext/runAsGroup": _ID,
    "core.v1.PodSecurityContext/runAsUser": _ID,
    "core.v1.PreferredSchedulingTerm/weight": _WEIGHT,
    "core.v1.Probe/failureThreshold": (0, INT32),
    "core.v1.Probe/initialDelaySeconds": (0, INT32),
    "core.v1.Probe/periodSeconds": (0, INT32),
    "core.v1.Probe/successThreshold": (0, INT32),
    "core.v1.Probe/terminationGracePeriodSeconds": (1, 2**63 - 1),
    "core.v1.Probe/timeoutSeconds": (0, INT32),
    "core.v1.ProjectedVolumeSource/defaultMode": _MODE,
    "core.v1.SecretVolumeSource/defaultMode": _MODE,
    "core.v1.SecurityContext/runAsGroup": _ID,
    "core.v1.SecurityContext/runAsUser": _ID,
    "core.v1.ServiceAccountTokenProjection/expirationSeconds": (600, 2**32),
    "core.v1.SleepAction/seconds": (0, 2**63 - 1),
    "core.v1.TopologySpreadConstraint/maxSkew": (1, INT32),
    "core.v1.TopologySpreadConstraint/minDomains": (1, INT32),
    "core.v1.WeightedPodAffinityTerm/weight": _WEIGHT,
}
"""Definition and field of Kubernetes' schema → the smallest and the largest number it may have."""

_FORMATS = {"int32": (-INT32 - 1, INT32), "int64": (-(2**63), 2**63 - 1)}

FILLED = frozenset(
    {
        "autoscaling.v2.HPAScalingRules/policies",
        "core.v1.Container/image",
        "core.v1.PodAffinityTerm/topologyKey",
        "core.v1.TopologySpreadConstraint/topologyKey",
        "core.v1.VolumeMount/mountPath",
    }
)
"""Texts and lists that must not be empty where they are written."""

REQUIRED: Mapping[str, tuple[str, ...]] = {"core.v1.Container": ("image",)}
"""Definition → fields that must be there, beside those of the schema."""


def bounds(field: str, of_format: str | None) -> tuple[int, int] | None:
    """The smallest and the largest number that a field may have; None where any will do.

    Ports are left to the checks that say more of them.
    """
    if field.lower().endswith("port") and field not in BOUNDS:
        return None
    return BOUNDS.get(field) or _FORMATS.get(of_format or "")
