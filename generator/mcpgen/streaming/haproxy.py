"""HAProxy Kubernetes Ingress Controller (haproxytech): a client's limits on the Ingress, the choice of a pod on the Service.

Sources: haproxytech/kubernetes-ingress, `documentation/annotations.md` for 3.2 (defaults: 50 s, 403, redirects to port 8443;
`cookie-persistence` is read from the Service only; `allow-list` came with 1.11, issue 580) and `pkg/annotations`
(`ingress/resSetCORS.go`: the origin is a regular expression, `cors-respond-to-options` answers preflights with 204;
`ingress/basicAuth.go`: each key of the Secret is a user); HAProxy's configuration manual, `hash-type` (map-based unless told
otherwise: every session moves when a pod is added); haproxytech/helm-charts, `kubernetes-ingress/templates` (class, labels).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming import limits
from mcpgen.streaming.interface import BasicAuth, Controller, ExternalAuth, Limit, Route
from mcpgen.streaming.patterns import pattern

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Cors, Intent, RateLimit, Sessions

_PREFIX = "haproxy.org/"
_WHO = "HAProxy's controller"


def route(intent: Intent) -> Route:
    """Sessions go by client address unless told otherwise: a hash needs nothing of the client."""
    sessions = intent.sessions or "client-ip"
    service = {"timeout-server": f"{intent.idle}s"} if intent.streaming else {}
    return Route(
        sessions,
        _prefixed(_clients(intent)),
        _prefixed({**service, **_sessions(sessions, intent)}),
        limits=_limits(intent),
    )


def _prefixed(words: dict[str, str]) -> dict[str, str]:
    return {f"{_PREFIX}{name}": value for name, value in words.items()}


def _clients(intent: Intent) -> dict[str, str]:
    """What is done with a request before a pod is chosen."""
    words: dict[str, str] = {}
    if intent.allowlist:
        words["allow-list"] = ",".join(intent.allowlist)
    if intent.rate:
        words |= _rate(intent.rate)
    if isinstance(intent.auth, BasicAuth):
        words |= {"auth-type": "basic-auth", "auth-secret": intent.auth.secret}
    if intent.cors:
        words |= _cors(intent.cors)
    if intent.certificate:
        words["ssl-redirect-port"] = "443"
    return words


def _sessions(sessions: Sessions, intent: Intent) -> dict[str, str]:
    """A hash is consistent, so that a new pod takes over few of the clients."""
    if sessions == "cookie":
        return {"cookie-persistence": f"{intent.name}-pod"}
    if sessions == "none":
        return {}
    by = "source" if sessions == "client-ip" else f"hdr({intent.session_header})"
    return {"load-balance": by, "backend-config-snippet": "hash-type consistent"}


def _rate(rate: RateLimit) -> dict[str, str]:
    """As many requests as a burst may have, in as many seconds or minutes as the rate needs for them."""
    number, unit = (rate.per_second, "s") if rate.per_second else (rate.per_minute, "m")
    if number is None:
        return {}
    return {
        "rate-limit-requests": str(number * rate.burst),
        "rate-limit-period": f"{rate.burst}{unit}",
        "rate-limit-status-code": "429",
    }


def _cors(cors: Cors) -> dict[str, str]:
    """No annotation exposes headers; the header that does so is set by its name."""
    return {
        "cors-enable": "true",
        "cors-allow-origin": "*" if "*" in cors.origins else pattern(cors.origins),
        "cors-allow-methods": ", ".join(cors.methods),
        "cors-allow-headers": ", ".join(cors.headers),
        "cors-allow-credentials": str(cors.credentials).lower(),
        "cors-max-age": f"{cors.max_age}s",
        "cors-respond-to-options": "true",
        "response-set-header": f'Access-Control-Expose-Headers "{", ".join(cors.exposed)}"',
    }


def _limits(intent: Intent) -> tuple[Limit, ...]:
    found = [*limits.one_rate(intent.rate, _WHO), *limits.no_connections(intent.rate, _WHO)] if intent.rate else []
    found += limits.no_size(intent.max_body, _WHO)
    if isinstance(intent.auth, BasicAuth):
        message = f"{_WHO} reads each key of the Secret as a user and its value as a password's hash, not the key `auth`"
        remedy = f"make `{intent.auth.secret}` with one key for each user, the value as `openssl passwd -6` prints it"
        found.append(Limit("auth.basic.secretName", message, remedy, "warning"))
    if isinstance(intent.auth, ExternalAuth):
        remedy = "write `auth: {basic: …}`, let the server check the client's token, or use another controller"
        found.append(Limit("auth.external", f"{_WHO} asks no other service whether a client may call", remedy))
    return tuple(found)


CONTROLLER = Controller(
    route=route,
    class_name="haproxy",
    namespace="haproxy-controller",
    pod_labels={"app.kubernetes.io/name": "kubernetes-ingress"},
    prefix=_PREFIX,
)
