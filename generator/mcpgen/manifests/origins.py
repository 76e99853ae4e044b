"""The way back from a place in an object to the field of the catalog that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.manifests import (
    autoscaler,
    cilium_policy,
    deployment,
    disruption_budget,
    external_secret,
    ingress,
    network_policy,
    route,
    secret_store,
    service,
    service_account,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mcpgen.catalog.origin import FieldPath
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import PathInObject

_ORIGINS: Mapping[str, Mapping[str, str]] = {
    "Deployment": deployment.ORIGINS,
    "Service": service.ORIGINS,
    "ServiceAccount": service_account.ORIGINS,
    "Ingress": ingress.ORIGINS,
    "HTTPRoute": route.HTTP_ROUTE_ORIGINS,
    "HorizontalPodAutoscaler": autoscaler.ORIGINS,
    "PodDisruptionBudget": disruption_budget.ORIGINS,
    "NetworkPolicy": network_policy.ORIGINS,
    "CiliumNetworkPolicy": cilium_policy.ORIGINS,
    "SecretStore": secret_store.ORIGINS,
    "ExternalSecret": external_secret.ORIGINS,
}
"""Kind → path in the object → field of the server. `field:-1`: the object's list has one item more at its start;
`a|b`: either may have written it."""

_EVERYWHERE = {
    "metadata/labels/owner": "owner",
    "metadata/labels": "labels",
    "metadata/annotations": "annotations",
    "spec/template/metadata/labels/owner": "owner",
    "spec/template/metadata/labels": "labels",
}
"""Path in any object → field of the server."""

_ALWAYS: Mapping[str, FieldPath] = {
    "metadata/namespace": ("namespace",),
    "metadata/annotations/argocd.argoproj.io/sync-wave": ("delivery", "argocd"),
    "metadata/annotations/kustomize.toolkit.fluxcd.io/substitute": ("delivery", "flux"),
}
"""Path in any object → field of the environment."""

_FACTS: Mapping[str, Mapping[str, FieldPath]] = {
    "Ingress": {"spec/rules/0/host": ("domain",), "spec/ingressClassName": ("ingress", "className")},
    "HTTPRoute": {"spec/hostnames": ("domain",), "spec/parentRefs": ("ingress", "gateway")},
    "SecretStore": {
        "spec/provider/infisical/hostAPI": ("infisical", "hostAPI"),
        "spec/provider/infisical/auth": ("infisical", "auth"),
        "spec/provider/infisical/secretsScope/projectSlug": ("infisical", "projectSlug"),
        "spec/provider/infisical/secretsScope/environmentSlug": ("infisical", "environmentSlug"),
    },
    "ExternalSecret": {"spec/secretStoreRef": ("infisical", "store")},
    "NetworkPolicy": {"spec/ingress": ("networkPolicy",), "spec/egress/0": ("networkPolicy", "dnsNamespace")},
}
"""Kind → path in the object → field of the environment, for what a server may leave to it."""


def field(server: Server, kind: str, path: PathInObject) -> FieldPath:
    """The field of `server` that wrote `path` in its object of `kind`; `()` for what no field wrote.

    A field that the server does not have, because a default wrote the value, is still named.
    """
    for index, patch in enumerate(server.settings.patches):
        if patch.target.kind == kind:
            for step, operation in enumerate(patch.patch):
                if _covers(str(operation.get("path", "")), path):
                    return ("patches", index, "patch", step)
    found = []
    for origin, rest in _origins(kind, path):
        each = _field(origin, rest)
        if each is None:
            break
        found.append(each)
    return next((each for each in found if server.origin.wrote(each)), found[0] if found else ())


def _origins(kind: str, path: PathInObject) -> Iterator[tuple[str, PathInObject]]:
    """The fields that may have written `path`, the nearest first, each with the rest of the path behind it."""
    for length in range(len(path), 0, -1):
        for known in (_ORIGINS.get(kind, route.ORIGINS), _EVERYWHERE):
            origins = known.get("/".join(map(str, path[:length])), "")
            yield from ((origin, path[length:]) for origin in origins.split("|") if origin)


def fact(kind: str, path: PathInObject) -> FieldPath:
    """The field of an environment that `path` in an object of `kind` shows; `()` for none."""
    facts = {**_ALWAYS, **_FACTS.get(kind, {})}
    steps = ("/".join(map(str, path[:length])) for length in range(len(path), 0, -1))
    return next((facts[step] for step in steps if step in facts), ())


def _covers(pointer: str, path: PathInObject) -> bool:
    """True where a JSON pointer (RFC 6901) leads to `path` or to something that holds it."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return bool(steps) and steps == [str(step) for step in path[: len(steps)]]


def _field(origin: str, rest: PathInObject) -> FieldPath | None:
    """The field's path with the rest of the object's path behind it, its index shifted where the lists differ.

    None for what stands before the shifted items: it is the object's own, and no field wrote it.
    """
    name, _, shift = origin.partition(":")
    if shift and rest and isinstance(rest[0], int):
        rest = (rest[0] + int(shift), *rest[1:])
        if rest[0] == -1:
            return None
    return (*name.split("."), *rest)
