"""The `ingress` block: how a server is reached from outside, whichever controller the cluster runs."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from mcpgen.catalog.blocks import Switch
from mcpgen.catalog.fields import Block, Cidr, Count, DnsLabel, HeaderName, Host, Size, UrlPath, Words, wrong

ControllerName = Literal["nginx", "nginx-f5", "traefik", "haproxy", "alb", "gce", "gateway"]
Implementation = Literal["envoy-gateway", "istio", "nginx-gateway-fabric", "kgateway", "agentgateway", "traefik", "gke"]
Sessions = Literal["auto", "none", "cookie", "client-ip", "header"]


class Tls(Block):
    """TLS at the ingress: the Secret that holds the certificate, and the cert-manager issuer that fills it."""

    secret_name: DnsLabel | None = None
    issuer: str | None = None
    issuer_kind: Literal["Issuer", "ClusterIssuer"] = "ClusterIssuer"


class RateLimit(Block):
    """Limits for one client. `burst` is how many times the rate a burst may be; `null` lifts a limit."""

    requests_per_second: Annotated[int, Field(ge=1)] | None = 10
    requests_per_minute: Annotated[int, Field(ge=1)] | None = None
    burst: Annotated[int, Field(ge=1)] = 5
    connections: Annotated[int, Field(ge=1)] | None = 100


class Cors(Block):
    """What browsers of other origins may do. MCP's methods and headers are always among what is allowed."""

    allow_origins: Annotated[list[str], Field(min_length=1)]
    allow_headers: list[HeaderName] = Field(default_factory=list)
    expose_headers: list[HeaderName] = Field(default_factory=list)
    allow_credentials: bool = False
    max_age: Count = 3600

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if self.allow_credentials and "*" in self.allow_origins:
            raise wrong("browsers send no credentials to an origin of `*`", "name the origins, or remove `allowCredentials`")
        return self


class BasicAuth(Block):
    """User names and passwords: a Secret with the key `auth`, as htpasswd writes it."""

    secret_name: DnsLabel


def _url(value: str) -> str:
    if value.startswith(("http://", "https://")) and " " not in value:
        return value
    raise wrong(f"`{value[:80]}` is not a URL", "write it with http:// or https://")


class ExternalAuth(Block):
    """A service that is asked before each request, as oauth2-proxy; `responseHeaders` go on to the server."""

    url: Annotated[str, AfterValidator(_url)]
    response_headers: list[HeaderName] = Field(default_factory=list)


class RouteAuth(Block):
    """Who may call: one of the two."""

    basic: BasicAuth | None = None
    external: ExternalAuth | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.basic is None) == (self.external is None):
            raise wrong("expected one of `basic` and `external`", "write `basic: {secretName: …}` or `external: {url: …}`")
        return self


class GatewayReference(Block):
    """The Gateway that an HTTPRoute attaches to, and the listener in it."""

    name: DnsLabel
    namespace: DnsLabel | None = None
    section_name: DnsLabel | None = None


class Ingress(Switch):
    """How the server is reached from outside. `sse: true` means a streaming ingress, for every transport."""

    sse: bool = False
    path: UrlPath = "/"
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    host: Host | None = None
    controller: ControllerName | None = None
    implementation: Implementation | None = None
    gateway: GatewayReference | None = None
    class_name: str | None = None
    annotations: Words = Field(default_factory=dict)
    tls: Tls | None = None
    idle_timeout: Annotated[int, Field(ge=1, le=86400)] = 3600
    sessions: Sessions = "auto"
    session_header: HeaderName = "Authorization"
    rate_limit: RateLimit | None = None
    cors: Cors | None = None
    max_body: Size | None = None
    allowlist: list[Cidr] = Field(default_factory=list)
    auth: RouteAuth | None = None


class EnvironmentIngress(Block):
    """The ingress controller that the cluster runs; for `gateway`, what implements it and the Gateway to attach to."""

    controller: ControllerName = "nginx"
    class_name: str | None = None
    implementation: Implementation | None = None
    gateway: GatewayReference | None = None
