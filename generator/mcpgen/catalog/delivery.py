"""The `delivery` block: from which repository, and in which pieces, Flux or Argo CD reconciles an environment.

Sources: the API references of fluxcd/source-controller, kustomize-controller, notification-controller and
image-automation-controller (Flux 2.7), and argoproj/argo-cd (3.2).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mcpgen.catalog.addresses import AlertAddress, GitUrl, HttpUrl, OciUrl, RepositoryPath
from mcpgen.catalog.fields import Block, Branch, Digest, DnsLabel, DnsName, Interval, Tag, Words, wrong

Grouping = Literal["server", "group", "environment"]
AlertType = Literal[
    "alertmanager",
    "azuredevops",
    "azureeventhub",
    "bitbucket",
    "bitbucketserver",
    "datadog",
    "discord",
    "generic",
    "generic-hmac",
    "gitea",
    "github",
    "githubdispatch",
    "gitlab",
    "googlechat",
    "googlepubsub",
    "grafana",
    "lark",
    "matrix",
    "msteams",
    "nats",
    "opsgenie",
    "otel",
    "pagerduty",
    "rocket",
    "sentry",
    "slack",
    "telegram",
    "webex",
    "zulip",
]
"""The providers of notification-controller 1.7."""


class Git(Block):
    """The git repository that holds the catalog; `path` is the catalog's folder in it."""

    url: GitUrl
    branch: Branch = "main"
    path: RepositoryPath = "."
    secret: DnsName | None = None


class Oci(Block):
    """An artifact that CI pushed, such as with `flux push artifact`, instead of a git repository."""

    url: OciUrl
    tag: Tag | None = None
    semver: str | None = None
    digest: Digest | None = None
    path: RepositoryPath = "."
    provider: Literal["generic", "aws", "azure", "gcp"] = "generic"
    secret: DnsName | None = None

    @model_validator(mode="after")
    def _one_version(self) -> Self:
        written = [name for name in ("tag", "semver", "digest") if getattr(self, name)]
        if len(written) != 1:
            raise wrong(f"expected one of `tag`, `semver` and `digest`, got {len(written)} of them", "write one of them")
        return self


class Dependency(Block):
    """A Kustomization that must be ready first, such as the one that installs the secret store."""

    name: DnsName
    namespace: DnsLabel | None = None


class Alerts(Block):
    """Where Flux tells what it did; `severity: info` tells successes too."""

    type: AlertType
    address: AlertAddress | None = None
    channel: str | None = None
    secret: DnsName | None = None
    severity: Literal["info", "error"] = "error"


class Author(Block):
    """Who the commits of image automation are by."""

    name: str = "mcpgen image automation"
    email: str = "image-automation@mcpgen.invalid"


class ImageUpdates(Block):
    """How Flux writes new images into the catalog: to a branch of its own, for a pull request on which CI runs a sync."""

    interval: Interval = "30m0s"
    branch: Branch | None = None
    author: Author = Author()


class Flux(Block):
    """What Flux is told beside the source: `flux: {}` takes all defaults."""

    namespace: DnsLabel = "flux-system"
    prune: bool = True
    wait: bool = True
    timeout: Interval = "5m0s"
    retry_interval: Interval = "1m0s"
    deletion_policy: Literal["MirrorPrune", "Delete", "WaitForTermination", "Orphan"] | None = None
    service_account: DnsName | None = None
    depends_on: list[Dependency] = []
    shards: list[DnsLabel] = []
    alerts: Alerts | None = None
    image_updates: ImageUpdates = ImageUpdates()


class ArgoCd(Block):
    """What Argo CD is told beside the source: `argocd: {}` takes all defaults."""

    namespace: DnsLabel = "argocd"
    server: HttpUrl = "https://kubernetes.default.svc"
    prune: bool = True
    self_heal: bool = True
    application_set: bool = False


class NamespaceBlock(Block):
    """The environment's namespace as an object; `create: false` where someone else owns it."""

    create: bool = True
    pod_security: Literal["restricted", "baseline", "privileged"] | None = None
    labels: Words = {}


class Delivery(Block):
    """How one environment gets from the repository into its cluster. A tool's block, be it `{}`, chooses the tool."""

    git: Git | None = None
    oci: Oci | None = None
    interval: Interval = "10m0s"
    grouping: Grouping = "server"
    group_by: Literal["owner", "size"] = "owner"
    group_size: Annotated[int, Field(ge=1, le=1000)] = 25
    namespace: NamespaceBlock = NamespaceBlock()
    flux: Flux | None = None
    argocd: ArgoCd | None = None

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if (self.flux or self.argocd) and not (self.git or self.oci):
            raise wrong("`git` is missing", "write `git: {url: https://…}`, the repository that holds the catalog")
        if self.git and self.oci:
            raise wrong("both `git` and `oci` are written", "keep the one that the cluster reads")
        if self.oci and self.argocd and self.argocd.application_set:
            raise wrong(
                "an ApplicationSet finds its folders in git, not in an artifact", "write `git`, or no `applicationSet`"
            )
        return self

    @property
    def path(self) -> str:
        """The catalog's folder in the repository or artifact, `.` for its root."""
        source = self.git or self.oci
        return source.path if source else "."
