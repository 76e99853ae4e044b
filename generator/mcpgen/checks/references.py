"""Names of other objects: Secrets, ConfigMaps, classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.metadata import is_dns_name
from mcpgen.checks.pods import POD, containers, items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_CLASSES = ("priorityClassName", "runtimeClassName", "serviceAccountName")
_REMEDY = "write lower-case letters, digits, `-` and `.`, as the object is called"


def references(objects: Sequence[Object]) -> Iterator[Finding]:
    """Every name in a pod that must be another object's.

    Source: core/validation v1.34.0, ValidateEnvFrom, validateSecretKeySelector, validateSecretVolumeSource, ValidatePodSpec.
    """
    for deployment in of_kind(objects, "Deployment"):
        pod = mapping(deployment, "spec", "template", "spec")
        for field in _CLASSES:
            if pod.get(field):
                yield from _name(deployment, (*POD, field), pod[field])
        for index, volume in items(pod, "volumes"):
            for source, field in (("secret", "secretName"), ("configMap", "name")):
                if isinstance(volume.get(source), dict):
                    yield from _named(deployment, (*POD, "volumes", index, source), volume[source], field)
        for path, container in containers(deployment):
            yield from _container(deployment, path, container)


def _container(deployment: Object, path: PathInObject, container: dict[str, Any]) -> Iterator[Finding]:
    """The Secrets and ConfigMaps that a container's variables come from."""
    for index, variable in items(container, "env"):
        if "valueFrom" in variable:
            for source in ("secretKeyRef", "configMapKeyRef"):
                found = mapping(variable, "valueFrom", source)
                if found:
                    at = (*path, "env", index, "valueFrom", source)
                    yield from _named(deployment, at, found, "name")
                    yield from _key(deployment, (*at, "key"), found.get("key"))
    for index, whole in items(container, "envFrom"):
        sources = [source for source in ("secretRef", "configMapRef") if isinstance(whole.get(source), dict)]
        if len(sources) > 1 or not whole.keys() - {"prefix"}:
            message = "both secretRef and configMapRef" if sources else "no source"
            yield finding(deployment, (*path, "envFrom", index), message, "write one of `secretRef` and `configMapRef`")
        for source in sources:
            yield from _named(deployment, (*path, "envFrom", index, source), whole[source], "name")


def _named(deployment: Object, path: PathInObject, holder: dict[str, Any], field: str) -> Iterator[Finding]:
    """A name that must be there."""
    if not holder.get(field):
        yield finding(deployment, path, f"`{field}` is missing", f"write `{field}: …`")
    else:
        yield from _name(deployment, (*path, field), holder[field])


def _name(subject: Object, path: PathInObject, name: object) -> Iterator[Finding]:
    if isinstance(name, str) and not is_dns_name(name):
        yield finding(subject, path, f"`{name[:80]}` is not an object name", _REMEDY)


def _key(deployment: Object, path: PathInObject, key: object) -> Iterator[Finding]:
    if isinstance(key, str) and not re.fullmatch(r"[A-Za-z0-9_.-]{1,253}", key):
        remedy = "write letters, digits, `_`, `.` and `-`, as the Secret or ConfigMap has it"
        yield finding(deployment, path, f"`{key[:80]}` is not a key", remedy)


def classes(objects: Sequence[Object]) -> Iterator[Finding]:
    """The class of every Ingress. Source: networking/validation v1.34.0, ValidateIngressSpec."""
    for ingress in of_kind(objects, "Ingress"):
        if "ingressClassName" in ingress["spec"]:
            yield from _name(ingress, ("spec", "ingressClassName"), ingress["spec"]["ingressClassName"])
