"""Kustomization documents as plain data, in the fields that Kustomize has not deprecated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcpgen.kustomize.names import file_names
from mcpgen.manifests.objects import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.kustomize.overlay import Image, Overlay, Patch
    from mcpgen.manifests.objects import Object


def base(objects: Sequence[Object]) -> Object:
    """The kustomization of a server's base."""
    files = file_names(objects)
    return {**_head(), "resources": [files[identity(subject)] for subject in objects]}


def server(overlay: Overlay, name: str) -> Object:
    """The kustomization of one server in one environment."""
    found = {**_head(), "resources": [f"../../../base/{name}", *overlay.resources]}
    if overlay.namespace:
        found["namespace"] = overlay.namespace
    if overlay.images:
        found["images"] = [_image(image) for image in overlay.images]
    if overlay.replicas:
        found["replicas"] = [{"name": entry.name, "count": entry.count} for entry in overlay.replicas]
    if overlay.patches:
        found["patches"] = [_patch(patch) for patch in overlay.patches]
    return found


def environment(servers: Sequence[str]) -> Object:
    """The kustomization of an environment: its servers, no transformer. (`resources: []` builds; no field at all fails.)"""
    return {**_head(), "resources": sorted(servers)}


def group(servers: Sequence[str]) -> Object:
    """The kustomization of a group of servers of one environment, two folders below it."""
    return {**_head(), "resources": [f"../../{name}" for name in sorted(servers)]}


def listing(files: Sequence[str]) -> Object:
    """The kustomization of a folder that holds these files."""
    return {**_head(), "resources": list(files)}


def _head() -> Object:
    return {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}


def _image(image: Image) -> Object:
    fields = {"name": image.name, "newName": image.new_name, "newTag": image.new_tag, "digest": image.digest}
    return {key: value for key, value in fields.items() if value is not None}


def _patch(patch: Patch) -> Object:
    """A patch by path. Kustomize reads target names as anchored regular expressions, so they are escaped."""
    group, _, version = patch.api_version.rpartition("/")
    target = {"group": group} if group else {}
    name = re.sub(r"([.\\+*?()|\[\]{}^$])", r"\\\1", patch.name)
    return {"path": patch.file, "target": {**target, "version": version, "kind": patch.kind, "name": name}}
