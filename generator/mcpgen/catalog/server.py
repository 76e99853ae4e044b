"""One server of the catalog, after all layers are merged: what every manifest is made from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mcpgen.catalog.automation import ImageAutomation
from mcpgen.catalog.blocks import (
    Autoscaling,
    DisruptionBudget,
    Env,
    ExtraPort,
    Image,
    NetworkPolicy,
    Patch,
    Probes,
    PullSecret,
    Resources,
    Secret,
    Service,
    ServiceAccount,
)
from mcpgen.catalog.fields import Block, Count, Labels, Native, Port, UrlPath, Words
from mcpgen.catalog.ingress import Ingress


class Settings(Block):
    """Everything that can be said of a server; names and shapes are the guide's, then Kubernetes'."""

    enabled: bool = True
    owner: str | None = None
    transport: Literal["sse", "streamable-http", "http"] = "streamable-http"
    path: UrlPath | None = None
    stateless: bool = False

    image: Image
    image_automation: ImageAutomation | None = None
    image_pull_secrets: list[PullSecret] = Field(default_factory=list)
    command: list[str] = Field(default_factory=list)
    args: list[str] = Field(default_factory=list)
    port: Port
    ports: list[ExtraPort] = Field(default_factory=list)
    replicas: Count = 1
    autoscaling: Autoscaling = Autoscaling()
    strategy: Native | None = None
    probes: Probes = Probes()
    lifecycle: Native | None = None
    termination_grace_period_seconds: Count | None = None

    env: Env = Env()
    secret: Secret = Secret()
    resources: Resources = Resources()
    volumes: list[Native] = Field(default_factory=list)
    volume_mounts: list[Native] = Field(default_factory=list)
    init_containers: list[Native] = Field(default_factory=list)
    sidecars: list[Native] = Field(default_factory=list)

    service: Service = Service()
    ingress: Ingress = Ingress()
    service_account: ServiceAccount = ServiceAccount()
    pod_disruption_budget: DisruptionBudget = DisruptionBudget()
    network_policy: NetworkPolicy = NetworkPolicy()

    pod_security_context: Native = Field(default_factory=dict)
    security_context: Native = Field(default_factory=dict)
    node_selector: Words = Field(default_factory=dict)
    tolerations: list[Native] = Field(default_factory=list)
    affinity: Native = Field(default_factory=dict)
    topology_spread_constraints: list[Native] | None = None
    priority_class_name: str | None = None

    labels: Labels = Field(default_factory=dict)
    annotations: Words = Field(default_factory=dict)
    pod_annotations: Words = Field(default_factory=dict)
    patches: list[Patch] = Field(default_factory=list)

    @property
    def endpoint(self) -> str:
        """The path of the MCP endpoint: as written, or the transport's usual one."""
        return self.path or ("/sse" if self.transport == "sse" else "/mcp")

    @property
    def streams(self) -> bool:
        """True where an answer may go on for long: both of MCP's own transports stream."""
        return self.transport != "http"

    @property
    def grace(self) -> int:
        """Seconds from the word to stop to the end of a pod: as written; a minute to drain streams after preStop, or none."""
        written = self.termination_grace_period_seconds
        return (75 if self.streams else 30) if written is None else written

    @property
    def scales(self) -> bool:
        """True where a HorizontalPodAutoscaler owns the number of replicas."""
        return bool(self.autoscaling.enabled)

    @property
    def least_replicas(self) -> int:
        """The smallest number of pods that the server is meant to run on."""
        return self.autoscaling.min_replicas if self.scales else self.replicas

    @property
    def most_replicas(self) -> int:
        """The largest number of pods that the server may run on."""
        return self.autoscaling.max_replicas if self.scales else self.replicas
