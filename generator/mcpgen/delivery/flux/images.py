"""Flux' image automation: what to scan, what is newest, and the commits that write it into the catalog.

Sources: fluxcd/image-reflector-controller and image-automation-controller, `api/v1` (image.toolkit.fluxcd.io/v1, Flux 2.7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.delivery.flux.metadata import metadata, settings
from mcpgen.delivery.flux.source import reference
from mcpgen.delivery.interface import SERVER
from mcpgen.delivery.names import bounded, labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.catalog.automation import ImageAutomation
    from mcpgen.catalog.origin import FieldPath
    from mcpgen.delivery.member import Automated, Member, Written
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object

_API = "image.toolkit.fluxcd.io/v1"

_MESSAGE = """\
Renew images of {environment}

{{{{ range .Changed.Changes }}}}- {{{{ .OldValue }}}} -> {{{{ .NewValue }}}}
{{{{ end }}}}"""

_NAMESPACE: dict[str, FieldPath] = {"metadata/namespace": ("flux", "namespace")}
_POLICY = (SERVER, "imageAutomation")

REPOSITORY_ORIGINS: dict[str, FieldPath] = {
    **_NAMESPACE,
    "spec": _POLICY,
    "spec/image": (SERVER, "image", "repository"),
    "spec/interval": (*_POLICY, "interval"),
    "spec/provider": (*_POLICY, "provider"),
    "spec/secretRef": (*_POLICY, "secret"),
}
POLICY_ORIGINS: dict[str, FieldPath] = {
    **_NAMESPACE,
    "spec": _POLICY,
    "spec/filterTags/pattern": (*_POLICY, "pattern"),
    "spec/filterTags/extract": (*_POLICY, "extract"),
    "spec/policy/semver": (*_POLICY, "semver"),
    "spec/policy/alphabetical": (*_POLICY, "sort"),
    "spec/policy/alphabetical/order": (*_POLICY, "order"),
    "spec/policy/numerical": (*_POLICY, "sort"),
    "spec/policy/numerical/order": (*_POLICY, "order"),
    "spec/digestReflectionPolicy": (*_POLICY, "digest"),
    "spec/interval": (*_POLICY, "interval"),
}
UPDATE_ORIGINS: dict[str, FieldPath] = {
    **_NAMESPACE,
    "spec": ("flux", "imageUpdates"),
    "spec/interval": ("flux", "imageUpdates", "interval"),
    "spec/sourceRef": ("git",),
    "spec/git/checkout/ref/branch": ("git", "branch"),
    "spec/git/commit/author": ("flux", "imageUpdates", "author"),
    "spec/git/push/branch": ("flux", "imageUpdates", "branch"),
    "spec/update/path": ("git", "path"),
}


def policy_name(site: Site, member: Member) -> str:
    """The name of a server's ImageRepository and ImagePolicy."""
    return bounded(site.environment, member.name)


def renewed(site: Site, member: Member) -> Iterator[tuple[str, Written, str]]:
    """What Flux renews of a server's image: `tag` or `digest`, where the catalog writes it, and the comment to stand there.

    Source: fluxcd.io, "Configure image update for custom resources".
    """
    for part, written in (("tag", member.tag), ("digest", member.digest)):
        if written and member.automated:
            policy = f"{settings(site).namespace}:{policy_name(site, member)}:{part}"
            yield part, written, f'# {{"$imagepolicy": "{policy}"}}'


def images(site: Site) -> dict[str, Object]:
    """File name → object: two for each server that asks for it, and one that commits; nothing where none asks."""
    found: dict[str, Object] = {}
    for member in site.members:
        if member.automated:
            name = policy_name(site, member)
            found[f"imagerepository-{member.name}.yaml"] = _repository(site, name, member.automated)
            found[f"imagepolicy-{member.name}.yaml"] = _policy(
                site, name, member.automated, reflected=member.digest is not None
            )
    if found:
        found["imageupdateautomation.yaml"] = _updates(site)
    return found


def _repository(site: Site, name: str, automated: Automated) -> Object:
    policy = automated.policy
    spec: Object = {"image": automated.repository, "interval": policy.interval, "provider": policy.provider}
    if policy.secret:
        spec["secretRef"] = {"name": policy.secret}
    return {"apiVersion": _API, "kind": "ImageRepository", "metadata": metadata(site, name), "spec": spec}


def _policy(site: Site, name: str, automated: Automated, *, reflected: bool) -> Object:
    """A digest in the catalog decides what runs, so where there is one it is renewed with the tag."""
    policy = automated.policy
    spec: Object = {"imageRepositoryRef": {"name": name}, **_filter(policy), "policy": _choice(policy)}
    if reflected:
        spec["digestReflectionPolicy"] = policy.digest
        if policy.digest == "Always":
            spec["interval"] = policy.interval
    return {"apiVersion": _API, "kind": "ImagePolicy", "metadata": metadata(site, name), "spec": spec}


def _filter(policy: ImageAutomation) -> dict[str, Any]:
    if not policy.pattern:
        return {}
    extract = {"extract": policy.extract} if policy.extract else {}
    return {"filterTags": {"pattern": policy.pattern, **extract}}


def _choice(policy: ImageAutomation) -> dict[str, Any]:
    return {"semver": {"range": policy.semver}} if policy.semver else {str(policy.sort): {"order": policy.order}}


def _updates(site: Site) -> Object:
    written, git = settings(site).image_updates, site.delivery.git
    branch = git.branch if git else "main"
    push = written.branch or f"mcpgen-images-{site.environment}"
    author = {"name": written.author.name, "email": written.author.email}
    message = _MESSAGE.format(environment=site.environment)
    spec = {
        "interval": written.interval,
        "sourceRef": reference(site),
        "git": {
            "checkout": {"ref": {"branch": branch}},
            "commit": {"author": author, "messageTemplate": message},
            "push": {"branch": push},
        },
        "policySelector": {"matchLabels": labels(site.environment)},
        "update": {"path": f"./{site.delivery.path}" if site.delivery.path != "." else "./", "strategy": "Setters"},
    }
    head = metadata(site, site.environment)
    return {"apiVersion": _API, "kind": "ImageUpdateAutomation", "metadata": head, "spec": spec}
