"""What every ingress controller's module takes and gives: one intent in, that controller's words and objects out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Sessions = Literal["none", "cookie", "client-ip", "header"]
"""How requests of one session find the pod that holds it."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Per client: requests per second and minute, how many times the rate a burst may be, open connections."""

    per_second: int | None
    per_minute: int | None
    burst: int
    connections: int | None


@dataclass(frozen=True, slots=True)
class Cors:
    """What browsers of other origins may do; `max_age` in seconds."""

    origins: tuple[str, ...]
    methods: tuple[str, ...]
    headers: tuple[str, ...]
    exposed: tuple[str, ...]
    credentials: bool
    max_age: int


@dataclass(frozen=True, slots=True)
class BasicAuth:
    """User names and passwords from a Secret with the key `auth`, in htpasswd form."""

    secret: str


@dataclass(frozen=True, slots=True)
class ExternalAuth:
    """A service that is asked before each request: its URL, and which of its answer's headers go on to the server."""

    url: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gateway:
    """The Gateway that routes attach to, and what runs it (None: only what the standard has)."""

    name: str | None = None
    namespace: str | None = None
    section: str | None = None
    implementation: str | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """What the way to a server is to do, in no controller's words.

    `namespace`, `host`: None in a base whose environments differ. `port` is the Service's number, named `http` there.
    `streaming`: no buffering, no total limit, `idle` seconds without a byte. `sessions`: None leaves the choice of means to
    the controller. `max_body` is a number with k, m or g behind it; `allowlist` holds CIDRs.
    """

    name: str
    namespace: str | None
    host: str | None
    path: str
    path_type: str
    port: int
    streaming: bool
    idle: int
    sessions: Sessions | None
    session_header: str
    rate: RateLimit | None = None
    cors: Cors | None = None
    certificate: str | None = None
    max_body: str | None = None
    allowlist: tuple[str, ...] = ()
    auth: BasicAuth | ExternalAuth | None = None
    gateway: Gateway = Gateway()


@dataclass(frozen=True, slots=True)
class Extra:
    """One more object beside the Ingress: `top` is what stands below metadata, `{"spec": …}`; named `<server><suffix>`."""

    api_version: str
    kind: str
    top: Mapping[str, Any]
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """What the controller cannot do: the field of `ingress` that asks for it, why, and what to do instead.

    An `error` would leave the server unsafe or broken, and stops a sync; a `warning` leaves it with less than was asked.
    """

    field: str
    message: str
    remedy: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Route:
    """The intent in one controller's words. `sessions` says by what means sessions stay on their pod.

    `annotations` belong on the Ingress, `service` on the Service. Without `ingress`, no Ingress is written.
    """

    sessions: Sessions
    annotations: Mapping[str, str] = field(default_factory=dict)
    service: Mapping[str, str] = field(default_factory=dict)
    objects: tuple[Extra, ...] = ()
    limits: tuple[Limit, ...] = ()
    ingress: bool = True


@dataclass(frozen=True, slots=True)
class Callers:
    """Where connections to a server's pods come from: pods of a namespace (without labels, all of them), and addresses."""

    namespace: str | None = None
    pod_labels: Mapping[str, str] = field(default_factory=dict)
    cidrs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Controller:
    """One ingress controller, as its installation leaves it unless told otherwise.

    `class_name` goes to `ingressClassName` (None: the field is left out). `namespace`, `pod_labels` and `cidrs` are where its
    connections to a pod come from; `callers` takes their place where that depends on the route. `prefix` begins all its
    annotations.
    """

    route: Callable[[Intent], Route]
    class_name: str | None
    namespace: str | None
    pod_labels: Mapping[str, str]
    prefix: str
    cidrs: tuple[str, ...] = ()
    callers: Callable[[Intent], Callers] | None = None
