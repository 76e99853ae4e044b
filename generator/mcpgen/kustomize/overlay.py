"""What an environment lays over a server's base, in Kustomize's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcpgen.kustomize.difference import Operation, difference, same
from mcpgen.kustomize.names import file_names
from mcpgen.manifests.objects import identity, kind, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mcpgen.manifests.objects import Object

_REFERENCE = re.compile(r"(?P<name>.+?)(?::(?P<tag>[^:/@]+))?(?:@(?P<digest>.+))?")


@dataclass(frozen=True, slots=True)
class Image:
    """An entry of `images`: the base's repository and what the environment runs instead."""

    name: str
    new_name: str | None = None
    new_tag: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Replicas:
    """An entry of `replicas`: a workload and its number of pods."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch file and the one object it is for."""

    file: str
    api_version: str
    kind: str
    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One server's overlay. `resources` are the objects that its base does not have, by file name."""

    namespace: str | None
    images: tuple[Image, ...]
    replicas: tuple[Replicas, ...]
    patches: tuple[Patch, ...]
    resources: Mapping[str, Object]


def overlay(base: Sequence[Object], wanted: Sequence[Object], namespace: str | None) -> Overlay:
    """The overlay that leads from `base` to `wanted`, which has every object of `base`.

    `namespace` is set where the base names none. Image and replicas of the Deployments are always shown, so that a reader
    of the kustomization sees what the environment runs.
    """
    by_identity = {identity(subject): subject for subject in wanted}
    files = file_names(wanted)
    images = _images(base, by_identity)
    replicas = tuple(_replicas(base, by_identity))
    patches = []
    for subject in base:
        key = identity(subject)
        start = transformed(subject, namespace, images, replicas)
        if not same(start, by_identity[key]):
            operations = tuple(difference(start, by_identity[key]))
            patches.append(Patch(files[key], subject["apiVersion"], *key, operations))
    known = {identity(subject) for subject in base}
    resources = {files[key]: subject for key, subject in by_identity.items() if key not in known}
    return Overlay(namespace, images, replicas, tuple(patches), resources)


def transformed(subject: Object, namespace: str | None, images: Sequence[Image], replicas: Sequence[Replicas]) -> Object:
    """The object after kustomize's own transformers, which run after the patches and touch other fields than they do."""
    if namespace:
        subject = {**subject, "metadata": {**subject["metadata"], "namespace": namespace}}
    if kind(subject) == "Deployment":
        subject = _with_replicas(_with_images(subject, images), replicas)
    return subject


def _images(base: Sequence[Object], wanted: Mapping[tuple[str, str], Object]) -> tuple[Image, ...]:
    """The image of each Deployment of the base; none where `images`, which matches by name everywhere, would do more."""
    entries = {}
    for subject in base:
        if kind(subject) == "Deployment":
            entry = _image(_main(subject)["image"], _main(wanted[identity(subject)])["image"])
            entries[entry.name] = entry
    found = tuple(entry for entry in entries.values() if entry.new_tag or entry.digest or entry.new_name)
    exact = all(_with_images(each, found) == each for each in wanted.values() if kind(each) == "Deployment")
    return found if exact else ()


def _image(base: str, wanted: str) -> Image:
    """The entry that turns one reference into another."""
    old, new = _split(base), _split(wanted)
    name = str(old["name"])
    return Image(name, None if new["name"] == name else new["name"], new["tag"], new["digest"])


def _split(reference: str) -> dict[str, str | None]:
    """Repository, tag and digest of an image reference."""
    found = _REFERENCE.fullmatch(reference)
    return found.groupdict() if found else {"name": reference, "tag": None, "digest": None}


def _replicas(base: Sequence[Object], wanted: Mapping[tuple[str, str], Object]) -> Iterator[Replicas]:
    """The number of pods of each Deployment that fixes it; an autoscaler owns it otherwise."""
    for subject in base:
        count = wanted[identity(subject)]["spec"].get("replicas") if kind(subject) == "Deployment" else None
        if count is not None:
            yield Replicas(name(subject), count)


def _main(deployment: Object) -> dict[str, Any]:
    """The server's own container."""
    container: dict[str, Any] = deployment["spec"]["template"]["spec"]["containers"][0]
    return container


def _with_images(deployment: Object, images: Sequence[Image]) -> Object:
    """`images` applied to all containers, as kustomize does: wherever the repository matches."""
    if not images:
        return deployment
    spec = deployment["spec"]
    pod = spec["template"]["spec"]
    renewed = {
        group: [_renewed(container, images) for container in pod[group]]
        for group in ("initContainers", "containers")
        if group in pod
    }
    template = {**spec["template"], "spec": {**pod, **renewed}}
    return {**deployment, "spec": {**spec, "template": template}}


def _renewed(container: dict[str, Any], images: Sequence[Image]) -> dict[str, Any]:
    """The container with its image changed by the entry of its repository; an entry's tag or digest replaces both."""
    parts = _split(str(container.get("image", "")))
    for image in images:
        if _hits(image.name, str(parts["name"])):
            tag, digest = image.new_tag, image.digest
            if not tag and not digest:
                tag, digest = parts["tag"], parts["digest"]
            reference = image.new_name or str(parts["name"])
            reference += f":{tag}" if tag else ""
            return {**container, "image": reference + (f"@{digest}" if digest else "")}
    return container


def _hits(name: str, repository: str) -> bool:
    """True where kustomize's `images` would take the one for the other: it reads the name as a regular expression."""
    return name == repository or (len(name) == len(repository) and re.fullmatch(name, repository) is not None)


def _with_replicas(deployment: Object, replicas: Sequence[Replicas]) -> Object:
    """The number of pods set; kustomize adds the field where it is absent."""
    for entry in replicas:
        if entry.name == name(deployment):
            return {**deployment, "spec": {**deployment["spec"], "replicas": entry.count}}
    return deployment
