"""The blocks of a server in the catalog, in the guide's shape."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from mcpgen.catalog.egress import parse
from mcpgen.catalog.fields import (
    Block,
    Count,
    Digest,
    DnsLabel,
    Duration,
    Folder,
    Labels,
    Native,
    Port,
    Repository,
    SecretKey,
    Tag,
    Words,
    wrong,
)


class PullSecret(Block):
    """The name of a Secret with registry credentials."""

    name: DnsLabel


class Image(Block):
    """What the server runs. A digest pins it; a tag beside the digest is for readers and bots."""

    repository: Repository
    tag: Tag | None = None
    digest: Digest | None = None
    pull_policy: Literal["Always", "IfNotPresent", "Never"] | None = None
    image_pull_secrets: list[PullSecret] = Field(default_factory=list)

    @property
    def reference(self) -> str:
        """`repository[:tag][@digest]`, as a container's `image` field takes it."""
        tag = f":{self.tag}" if self.tag else ""
        digest = f"@{self.digest}" if self.digest else ""
        return f"{self.repository}{tag}{digest}"


class Switch(Block):
    """A block that must say whether it is on once anything else in it is written."""

    enabled: bool | None = None

    @model_validator(mode="after")
    def _says_so(self) -> Self:
        if self.enabled is None and (self.model_fields_set or self.model_extra):
            raise wrong("`enabled` is missing", "write `enabled: true` or `enabled: false`")
        return self


class Autoscaling(Switch):
    """Bounds and targets of the HorizontalPodAutoscaler; `metrics` and `behavior` in Kubernetes' words."""

    min_replicas: Count = 1
    max_replicas: Count = 10
    target_cpu_utilization_percentage: Annotated[int, Field(alias="targetCPUUtilizationPercentage", ge=1)] = 70
    metrics: list[Native] | None = None
    behavior: Native | None = None


def _probe(value: Native) -> Native:
    enabled = value.get("enabled", True)
    if enabled is None or isinstance(enabled, bool):
        return value
    raise wrong("`enabled` is neither true nor false", "write `enabled: true` or `enabled: false`")


Probe = Annotated[Native, AfterValidator(_probe)]
"""One probe in Kubernetes' words, with `enabled` (true unless said otherwise) beside them."""


class Probes(Block):
    """Kubernetes' three probes."""

    liveness: Probe = Field(default_factory=dict)
    readiness: Probe = Field(default_factory=dict)
    startup: Probe = Field(default_factory=dict)


class SecretStore(Block):
    """Where the secrets live in Infisical; `kind` and `name` use a store that exists already."""

    environment_slug: str | None = None
    secrets_path: Folder | None = None
    project_slug: str | None = None
    host_api: Annotated[str | None, Field(alias="hostAPI")] = None
    kind: Literal["SecretStore", "ClusterSecretStore"] | None = None
    name: DnsLabel | None = None

    @model_validator(mode="after")
    def _names_it(self) -> Self:
        if self.kind and not self.name:
            raise wrong("`kind` without `name` says nothing", "write the `name` of the store that exists, or remove `kind`")
        return self


class ExternalSecret(Block):
    """The Secret that the External Secrets Operator keeps in the cluster."""

    target_secret_name: DnsLabel | None = None
    refresh_interval: Duration = "15m0s"


def _each_once(keys: list[str]) -> list[str]:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise wrong(f"`{twice[0]}` is there twice", "keep one of the two")
    return keys


class Secret(Block):
    """Secrets from Infisical: `create` makes a SecretStore and an ExternalSecret; `keys` takes only those."""

    create: bool = False
    store: SecretStore = SecretStore()
    external_secret: ExternalSecret = ExternalSecret()
    keys: Annotated[list[SecretKey], AfterValidator(_each_once)] = Field(default_factory=list)


class Variable(Block):
    """One environment variable. `notSecret` says why a literal that looks like a credential is none."""

    name: str
    value: str | None = None
    value_from: Native | None = None
    not_secret: str | None = None


class Resources(Block):
    """Requests and limits in Kubernetes' words."""

    requests: Native = Field(default_factory=dict)
    limits: Native = Field(default_factory=dict)
    claims: list[Native] = Field(default_factory=list)


class Env(Block):
    """The container's environment."""

    env_from: list[Native] = Field(default_factory=list)
    env: list[Variable] = Field(default_factory=list)


class Service(Block):
    """The Service; what is not named here passes to its `spec` in Kubernetes' words."""

    model_config = ConfigDict(extra="allow")

    type: Literal["ClusterIP", "NodePort", "LoadBalancer"] = "ClusterIP"
    port: Port | None = None
    target_port: Any = None
    node_port: Port | None = None
    annotations: Words = Field(default_factory=dict)
    labels: Labels = Field(default_factory=dict)

    @model_validator(mode="after")
    def _owns_ports(self) -> Self:
        for field, remedy in (
            ("ports", "write `ports` of the server"),
            ("selector", "remove it: it never changes"),
        ):
            if field in (self.model_extra or {}):
                raise wrong(f"`{field}` is written by mcpgen", remedy)
        return self


class ServiceAccount(Block):
    """The account that the pods run as; `name` uses one that exists already."""

    name: DnsLabel | None = None
    annotations: Words = Field(default_factory=dict)
    automount_token: Annotated[bool, Field(alias="automountServiceAccountToken")] = False

    @model_validator(mode="after")
    def _is_ours(self) -> Self:
        if self.name and self.annotations:
            raise wrong("mcpgen does not write an account that exists", "remove `annotations`, or `name`")
        return self


class DisruptionBudget(Block):
    """The PodDisruptionBudget, written only where more than one replica runs."""

    enabled: bool = True
    min_available: Any = None
    max_unavailable: Any = None
    unhealthy_pod_eviction_policy: Literal["AlwaysAllow", "IfHealthyBudget"] = "AlwaysAllow"


def _egress(value: object) -> object:
    if isinstance(value, dict):
        return value
    try:
        parse(value if isinstance(value, str) else "")
    except ValueError as error:
        remedy = "write `10.0.0.0/8:5432`, `api.example.com:443` or a NetworkPolicy egress rule"
        raise wrong(str(error), remedy) from None
    return value


class NetworkPolicy(Block):
    """Who may call the server and where it may go. `egress` items are `host-or-CIDR:port` or Kubernetes' own rules."""

    enabled: bool = True
    namespaces: list[DnsLabel] = Field(default_factory=list)
    ingress: list[Native] = Field(default_factory=list)
    egress: list[Annotated[Any, AfterValidator(_egress)]] | None = None


def _extra_port(value: Native) -> Native:
    for field in ("name", "containerPort"):
        if value.get(field) is None:
            raise wrong(f"`{field}` is missing", "write `{name: metrics, containerPort: 9090}`")
    return value


ExtraPort = Annotated[Native, AfterValidator(_extra_port)]
"""A container port beside the MCP port, in Kubernetes' words; the Service shows it under its name."""


class PatchTarget(Block):
    """The generated object that a patch is for."""

    kind: str
    name: str | None = None


class Patch(Block):
    """RFC 6902 operations on one generated object: the way to any field that the catalog has no word for."""

    target: PatchTarget
    patch: Annotated[list[Native], Field(min_length=1)]
