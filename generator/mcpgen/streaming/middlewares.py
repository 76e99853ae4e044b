"""Traefik's Middlewares: what is done with a request, in the same words for an Ingress and for an HTTPRoute.

Sources: module github.com/traefik/traefik/v3 v3.7.13,
`docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml` (traefik.io/v1alpha1) and
`docs/content/reference/routing-configuration/http/middlewares/{ratelimit,inflightreq,headers,ipallowlist,basicauth,
forwardauth}.md`: `rateLimit` counts by client address, `inFlightReq` by host unless told otherwise, and both answer 429;
`pkg/provider/kubernetes/crd/kubernetes.go`: a Secret of user names has one key, whatever its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.streaming.interface import BasicAuth
from mcpgen.streaming.patterns import pattern

if TYPE_CHECKING:
    from mcpgen.streaming.interface import Cors, ExternalAuth, Intent, RateLimit

GROUP = "traefik.io"
API = f"{GROUP}/v1alpha1"


def middlewares(intent: Intent) -> dict[str, dict[str, Any]]:
    """Suffix of the name → spec, in the order in which they act.

    Strangers first; then browsers' preflights, which carry no credentials; then limits, so that guesses are limited too.
    """
    found: dict[str, dict[str, Any]] = {}
    if intent.allowlist:
        found["-allowlist"] = {"ipAllowList": {"sourceRange": list(intent.allowlist)}}
    if intent.cors:
        found["-cors"] = {"headers": _cors(intent.cors)}
    if intent.rate:
        found |= _rate(intent.rate)
    if intent.auth:
        found["-auth"] = _auth(intent.auth)
    return found


def _cors(cors: Cors) -> dict[str, Any]:
    """Origins with a `*` inside are one regular expression there."""
    inside = "*" not in cors.origins and any("*" in origin for origin in cors.origins)
    regex = {"accessControlAllowOriginListRegex": [pattern(cors.origins)]}
    exact = {"accessControlAllowOriginList": ["*"] if "*" in cors.origins else list(cors.origins)}
    return {
        **(regex if inside else exact),
        "accessControlAllowMethods": list(cors.methods),
        "accessControlAllowHeaders": list(cors.headers),
        "accessControlExposeHeaders": list(cors.exposed),
        "accessControlAllowCredentials": cors.credentials,
        "accessControlMaxAge": cors.max_age,
        "addVaryHeader": True,
    }


def _rate(rate: RateLimit) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for suffix, number, period in (("-rate-second", rate.per_second, "1s"), ("-rate-minute", rate.per_minute, "1m")):
        if number:
            found[suffix] = {"rateLimit": {"average": number, "period": period, "burst": number * rate.burst}}
    if rate.connections:
        by_address = {"ipStrategy": {"depth": 0}}
        found["-connections"] = {"inFlightReq": {"amount": rate.connections, "sourceCriterion": by_address}}
    return found


def _auth(auth: BasicAuth | ExternalAuth) -> dict[str, Any]:
    if isinstance(auth, BasicAuth):
        return {"basicAuth": {"secret": auth.secret}}
    headers = {"authResponseHeaders": list(auth.headers)} if auth.headers else {}
    return {"forwardAuth": {"address": auth.url, **headers}}
