"""AWS Load Balancer Controller: annotations for an Application Load Balancer, which sends requests straight to the pods.

Sources: kubernetes-sigs/aws-load-balancer-controller, `docs/guide/ingress/annotations.md` (defaults: scheme internal, targets
on nodes, health checks want 200 from `/`; stickiness needs targets of type ip; inbound-cidrs is ignored beside
security-groups) and `cert_discovery.md` (certificates come from ACM, and only with an HTTPS listener asked for); Elastic Load
Balancing API, LoadBalancerAttribute (idle timeout 1-4000 s, default 60), TargetGroupAttribute (stickiness by cookie only)
and Matcher (200-499). Rate limits are AWS WAF's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming import limits
from mcpgen.streaming.interface import Controller, Limit, Route

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Intent

_PREFIX = "alb.ingress.kubernetes.io/"
_WHO = "An Application Load Balancer"
_LONGEST = 4000
_DAY = 86400
_ALIVE = "200-499"
"""Any answer below 500 is that of a server that lives: few MCP servers answer `GET /` with 200."""


def route(intent: Intent) -> Route:
    """Sessions can only be kept by the load balancer's own cookie, which is good for a day after the last answer."""
    sessions, lacking = limits.possible(intent.sessions, ["cookie"], _WHO)
    words = {"scheme": "internal", "target-type": "ip", "success-codes": _ALIVE}
    if intent.streaming:
        words["load-balancer-attributes"] = f"idle_timeout.timeout_seconds={min(intent.idle, _LONGEST)}"
    if sessions == "cookie":
        duration = f"stickiness.lb_cookie.duration_seconds={_DAY}"
        words["target-group-attributes"] = f"stickiness.enabled=true,stickiness.type=lb_cookie,{duration}"
    if intent.certificate:
        words |= {"listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]', "ssl-redirect": "443"}
    if intent.allowlist:
        words["inbound-cidrs"] = ",".join(intent.allowlist)
    return Route(
        sessions,
        {f"{_PREFIX}{name}": value for name, value in words.items()},
        limits=(*lacking, *_unsafe(intent), *_less(intent)),
    )


def _unsafe(intent: Intent) -> tuple[Limit, ...]:
    if intent.auth is None:
        return ()
    message = f"{_WHO} neither reads password files nor asks another service whether a client may call"
    remedy = f"let the server check the client's token, or remove `auth` and write {_PREFIX}auth-type: oidc in `annotations`"
    return (Limit("auth", message, remedy),)


def _less(intent: Intent) -> list[Limit]:
    """What goes without, each with what AWS has in its place."""
    found: list[Limit] = []
    if intent.streaming and intent.idle > _LONGEST:
        message = f"{_WHO} ends a stream that is idle for {_LONGEST} s"
        found.append(Limit("idleTimeout", message, f"write {_LONGEST} or less", "warning"))
    if intent.certificate:
        message = f"{_WHO} cannot read the Secret `{intent.certificate}`; it takes the host's certificate from ACM"
        remedy = f"keep one for the host in ACM, or name it: {_PREFIX}certificate-arn in `annotations`"
        found.append(Limit("tls", message, remedy, "warning"))
    if intent.rate:
        remedy = f"write the ARN of a web ACL with a rate rule: {_PREFIX}wafv2-acl-arn in `annotations`"
        found.append(Limit("rateLimit", f"{_WHO} has no rate limit of its own", remedy, "warning"))
    return [*found, *limits.no_preflights(intent.cors, _WHO), *limits.no_size(intent.max_body, _WHO)]


CONTROLLER = Controller(route=route, class_name="alb", namespace=None, pod_labels={}, prefix=_PREFIX)
