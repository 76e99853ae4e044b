"""The values that a field of Kubernetes may have, which its JSON Schemas leave out.

Source: k8s.io/api v0.34.0, the constants of the types marked `+enum` in `types.go` of each group, held against the
validation of k8s.io/kubernetes v1.34.0 (`pkg/apis/*/validation/validation.go`); later values by pkg/features/kube_features.go
of v1.35.0, in which a feature is on by default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSET = ""
"""Stands among the values of fields that Kubernetes fills in, or takes as not written, when they are empty."""

_PROTOCOLS = (UNSET, "TCP", "UDP", "SCTP")
_PULL = (UNSET, "Always", "IfNotPresent", "Never")
_PROFILES = ("RuntimeDefault", "Localhost", "Unconfined")
_LABELS = ("In", "NotIn", "Exists", "DoesNotExist")
_NODE_POLICIES = ("Honor", "Ignore")

ENUMS: Mapping[str, tuple[str, ...]] = {
    "apps.v1.DeploymentStrategy/type": (UNSET, "RollingUpdate", "Recreate"),
    "autoscaling.v2.HPAScalingPolicy/type": ("Pods", "Percent"),
    "autoscaling.v2.HPAScalingRules/selectPolicy": ("Max", "Min", "Disabled"),
    "autoscaling.v2.MetricSpec/type": ("Resource", "ContainerResource", "Pods", "Object", "External"),
    "autoscaling.v2.MetricTarget/type": ("Utilization", "AverageValue", "Value"),
    "core.v1.AppArmorProfile/type": _PROFILES,
    "core.v1.Container/imagePullPolicy": _PULL,
    "core.v1.Container/restartPolicy": ("Always",),
    "core.v1.Container/terminationMessagePolicy": (UNSET, "File", "FallbackToLogsOnError"),
    "core.v1.ContainerPort/protocol": _PROTOCOLS,
    "core.v1.ContainerResizePolicy/resourceName": ("cpu", "memory"),
    "core.v1.ContainerResizePolicy/restartPolicy": ("NotRequired", "RestartContainer"),
    "core.v1.ContainerRestartRule/action": ("Restart",),
    "core.v1.ContainerRestartRuleOnExitCodes/operator": ("In", "NotIn"),
    "core.v1.HTTPGetAction/scheme": (UNSET, "HTTP", "HTTPS"),
    "core.v1.HostPathVolumeSource/type": (
        UNSET, "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice",
    ),
    "core.v1.ImageVolumeSource/pullPolicy": _PULL,
    "core.v1.NodeSelectorRequirement/operator": (*_LABELS, "Gt", "Lt"),
    "core.v1.PersistentVolumeClaimSpec/accessModes/*": (
        "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod",
    ),
    "core.v1.PersistentVolumeClaimSpec/volumeMode": ("Filesystem", "Block"),
    "core.v1.PodOS/name": ("linux", "windows"),
    "core.v1.PodSecurityContext/fsGroupChangePolicy": ("OnRootMismatch", "Always"),
    "core.v1.PodSecurityContext/seLinuxChangePolicy": ("Recursive", "MountOption"),
    "core.v1.PodSecurityContext/supplementalGroupsPolicy": ("Merge", "Strict"),
    "core.v1.PodSpec/dnsPolicy": (UNSET, "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
    "core.v1.PodSpec/preemptionPolicy": ("PreemptLowerPriority", "Never"),
    "core.v1.PodSpec/restartPolicy": (UNSET, "Always"),  # of a Deployment's pods: apps/validation, ValidatePodTemplateSpec
    "core.v1.SeccompProfile/type": _PROFILES,
    "core.v1.SecurityContext/procMount": ("Default", "Unmasked"),
    "core.v1.ServicePort/protocol": _PROTOCOLS,
    "core.v1.ServiceSpec/externalTrafficPolicy": (UNSET, "Cluster", "Local"),
    "core.v1.ServiceSpec/internalTrafficPolicy": ("Cluster", "Local"),
    "core.v1.ServiceSpec/ipFamilies/*": ("IPv4", "IPv6"),
    "core.v1.ServiceSpec/ipFamilyPolicy": ("SingleStack", "PreferDualStack", "RequireDualStack"),
    "core.v1.ServiceSpec/sessionAffinity": (UNSET, "None", "ClientIP"),
    "core.v1.ServiceSpec/trafficDistribution": ("PreferClose",),
    "core.v1.ServiceSpec/type": (UNSET, "ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
    "core.v1.Toleration/effect": (UNSET, "NoSchedule", "PreferNoSchedule", "NoExecute"),
    "core.v1.Toleration/operator": (UNSET, "Equal", "Exists"),
    "core.v1.TopologySpreadConstraint/nodeAffinityPolicy": _NODE_POLICIES,
    "core.v1.TopologySpreadConstraint/nodeTaintsPolicy": _NODE_POLICIES,
    "core.v1.TopologySpreadConstraint/whenUnsatisfiable": ("DoNotSchedule", "ScheduleAnyway"),
    "core.v1.VolumeMount/mountPropagation": ("None", "HostToContainer", "Bidirectional"),
    "core.v1.VolumeMount/recursiveReadOnly": ("Disabled", "IfPossible", "Enabled"),
    "meta.v1.LabelSelectorRequirement/operator": _LABELS,
    "networking.v1.HTTPIngressPath/pathType": ("Prefix", "Exact", "ImplementationSpecific"),
    "networking.v1.NetworkPolicyPort/protocol": ("TCP", "UDP", "SCTP"),
    "networking.v1.NetworkPolicySpec/policyTypes/*": ("Ingress", "Egress"),
    "policy.v1.PodDisruptionBudgetSpec/unhealthyPodEvictionPolicy": ("AlwaysAllow", "IfHealthyBudget"),
}  # fmt: skip
"""Definition and field of Kubernetes' schema (`/*`: each item of the list) → the values it may have."""

_LATER: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "core.v1.Container/restartPolicy": (35, ("Always", "OnFailure", "Never")),
    "core.v1.ServiceSpec/trafficDistribution": (34, ("PreferClose", "PreferSameZone", "PreferSameNode")),
}
"""Field → the minor version since which it may have more values, and all of those."""


def allowed(field: str, minor: int) -> tuple[str, ...]:
    """The values that a field may have in Kubernetes 1.`minor`; none where any will do."""
    since, values = _LATER.get(field, (minor + 1, ()))
    return values if minor >= since else ENUMS.get(field, ())
