"""An environment: the facts of one cluster that a server's manifests need."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from mcpgen.catalog.fields import Block, Cidr, DnsLabel, Host, Version, Words
from mcpgen.catalog.ingress import EnvironmentIngress, GatewayReference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.catalog.delivery import Delivery

KUBERNETES = "1.34"
"""The Kubernetes version whose schemas judge an environment that names none."""


class UniversalAuth(Block):
    """Infisical's universal auth: the Secret, and its keys, that hold the machine identity's credentials."""

    secret_name: DnsLabel = "infisical-credentials"
    client_id_key: str = "clientId"
    client_secret_key: str = "clientSecret"


class KubernetesAuth(Block):
    """Infisical's Kubernetes auth: the Secret and key that hold the machine identity's id."""

    secret_name: DnsLabel = "infisical-credentials"
    identity_id_key: str = "identityId"


class Auth(Block):
    """How the operator signs in at Infisical; universal auth unless `kubernetes` is written."""

    universal: UniversalAuth = UniversalAuth()
    kubernetes: KubernetesAuth | None = None


class StoreReference(Block):
    """A store that exists already in the cluster."""

    kind: Literal["SecretStore", "ClusterSecretStore"] = "ClusterSecretStore"
    name: DnsLabel


class Infisical(Block):
    """The environment's Infisical project. `environmentSlug` defaults to the environment's name."""

    project_slug: str | None = None
    environment_slug: str | None = None
    host_api: Annotated[str, Field(alias="hostAPI")] = "https://app.infisical.com"
    auth: Auth = Auth()
    store: StoreReference | None = None


class NetworkFacts(Block):
    """Where a NetworkPolicy finds the pods that every server talks with; a controller's own namespace is known."""

    controller_namespace: DnsLabel | None = None
    controller_pod_labels: Words | None = None
    controller_cidrs: Annotated[list[Cidr], Field(alias="controllerCIDRs")] = []
    provider: Literal["kubernetes", "cilium"] = "kubernetes"
    monitoring_namespace: DnsLabel = "monitoring"
    dns_namespace: DnsLabel = "kube-system"


class Cluster(Block):
    """What an environment says of its cluster, apart from the servers on it."""

    namespace: DnsLabel
    domain: Host | None = None
    require_digest: bool = False
    kubernetes_version: Version = KUBERNETES
    ingress: EnvironmentIngress = EnvironmentIngress()
    infisical: Infisical = Infisical()
    network_policy: NetworkFacts = NetworkFacts()


class EnvironmentBlock(Cluster):
    """One entry of `environments`: the cluster's facts, and the layers it puts over the servers."""

    delivery: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    mcp: dict[str, Any] = {}


class Top(Block):
    """The catalog file's top level."""

    mcp: dict[str, Any] = {}
    environments: Annotated[dict[str, EnvironmentBlock], Field(min_length=1)]
    delivery: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    include: list[str] = []


@dataclass(frozen=True, slots=True)
class Environment:
    """What manifests need of an environment. None stands for what the environments do not agree on."""

    name: str | None
    namespace: str | None
    domain: str | None
    require_digest: bool | None
    kubernetes_version: str | None
    controller: str | None
    class_name: str | None
    implementation: str | None
    gateway: GatewayReference | None
    project_slug: str | None
    environment_slug: str | None
    host_api: str | None
    auth: Auth | None
    store: StoreReference | None
    network: NetworkFacts | None
    flux: bool | None = False
    argocd: bool | None = False
    pod_security: str | None = None

    @classmethod
    def of(cls, name: str, cluster: Cluster, delivery: Delivery | None = None) -> Environment:
        """The environment that one entry of `environments` describes, and what `delivery` adds where it is delivered."""
        infisical = cluster.infisical
        return cls(
            name=name,
            namespace=cluster.namespace,
            domain=cluster.domain,
            require_digest=cluster.require_digest,
            kubernetes_version=cluster.kubernetes_version,
            controller=cluster.ingress.controller,
            class_name=cluster.ingress.class_name,
            implementation=cluster.ingress.implementation,
            gateway=cluster.ingress.gateway,
            project_slug=infisical.project_slug or cluster.namespace,
            environment_slug=infisical.environment_slug or name,
            host_api=infisical.host_api,
            auth=infisical.auth,
            store=infisical.store,
            network=cluster.network_policy,
            flux=delivery is not None and delivery.flux is not None,
            argocd=delivery is not None and delivery.argocd is not None,
            pod_security=delivery.namespace.pod_security if delivery else None,
        )

    @classmethod
    def common(cls, environments: Sequence[Environment]) -> Environment:
        """What all of `environments` agree on: the environment of a base."""
        first, *others = environments
        agreed = {}
        for field in fields(cls):
            value = getattr(first, field.name)
            agreed[field.name] = value if all(getattr(each, field.name) == value for each in others) else None
        return cls(**agreed)
