"""One server of the catalog, after all layers are merged: what every manifest is made from."""

from __future__ import annotations

from typing import Literal

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
    image_pull_secrets: list[PullSecret] = []
    command: list[str] = []
    args: list[str] = []
    port: Port
    ports: list[ExtraPort] = []
    replicas: Count = 1
    autoscaling: Autoscaling = Autoscaling()
    strategy: Native | None = None
    probes: Probes = Probes()
    lifecycle: Native | None = None
    termination_grace_period_seconds: Count | None = None

    env: Env = Env()
    secret: Secret = Secret()
    resources: Resources = Resources()
    volumes: list[Native] = []
    volume_mounts: list[Native] = []
    init_containers: list[Native] = []
    sidecars: list[Native] = []

    service: Service = Service()
    ingress: Ingress = Ingress()
    service_account: ServiceAccount = ServiceAccount()
    pod_disruption_budget: DisruptionBudget = DisruptionBudget()
    network_policy: NetworkPolicy = NetworkPolicy()

    pod_security_context: Native = {}
    security_context: Native = {}
    node_selector: Words = {}
    tolerations: list[Native] = []
    affinity: Native = {}
    topology_spread_constraints: list[Native] | None = None
    priority_class_name: str | None = None

    labels: Labels = {}
    annotations: Words = {}
    pod_annotations: Words = {}
    patches: list[Patch] = []

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
