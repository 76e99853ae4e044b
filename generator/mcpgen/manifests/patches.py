"""The catalog's own RFC 6902 patches on generated objects: the way to any field that the catalog has no word for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jsonpatch import JsonPatch, JsonPatchException
from jsonpointer import JsonPointerException

from mcpgen.errors import Invalid, Problem
from mcpgen.manifests.objects import kind, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.catalog.blocks import Patch
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

_FAILURES = (JsonPatchException, JsonPointerException, TypeError, KeyError, AttributeError)
"""What jsonpatch raises for operations that are misshapen or do not fit the object."""


def patched(server: Server, objects: Sequence[Object]) -> list[Object]:
    """`objects` with the server's patches applied in order. Raises Invalid with every patch that does not apply."""
    found = list(objects)
    problems: list[Problem] = []
    for index, patch in enumerate(server.settings.patches):
        hits = [at for at, subject in enumerate(found) if _matches(patch, subject)]
        if not hits:
            there = ", ".join(kind(subject) for subject in found)
            remedy = f"this server's objects are: {there}"
            problems.append(_problem(server, index, f"no {patch.target.kind} to patch here", remedy))
        for at in hits:
            try:
                found[at] = _applied(patch, found[at])
            except _Misfit as error:
                problems.append(_problem(server, index, *error.args))
    if problems:
        raise Invalid(problems)
    return found


def applicable(server: Server, objects: Sequence[Object]) -> list[Object]:
    """`objects` with those of the server's patches that apply: a base may lack what only an environment has."""
    found = list(objects)
    for patch in server.settings.patches:
        for at, subject in enumerate(found):
            if _matches(patch, subject):
                with suppress(_Misfit):
                    found[at] = _applied(patch, subject)
    return found


class _Misfit(Exception):
    """What is wrong with a patch, and what to write instead."""


def _applied(patch: Patch, subject: Object) -> Object:
    """The object with the patch applied. Raises _Misfit."""
    try:
        changed: Object = JsonPatch(patch.patch).apply(subject)
    except _FAILURES as error:
        raise _Misfit(f"does not apply: {error}", "look at `mcpgen render`'s output") from None
    if _frame(changed) != _frame(subject):
        wrong = "breaks the object: apiVersion, kind, name, namespace, spec and the containers' images must stay"
        raise _Misfit(wrong, "patch what stands inside them")
    if any(_holds_null(operation.get("value")) for operation in patch.patch):
        raise _Misfit("holds null, which kustomize would write as the text `null`", "leave the key out, or use `op: remove`")
    return changed


def _holds_null(value: Any) -> bool:
    """True for a mapping or list with a null inside."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(each is None or _holds_null(each) for each in inner)


def _frame(subject: Any) -> tuple[object, ...] | None:
    """What later stages find an object and its images by; None where that is not there."""
    try:
        metadata = subject["metadata"]
        found = (subject["apiVersion"], kind(subject), name(subject), metadata.get("namespace"), type(subject.get("spec")))
        if kind(subject) != "Deployment":
            return found
        pod = subject["spec"]["template"]["spec"]
        containers = [*pod.get("initContainers", ()), *pod["containers"]]
        named = all(isinstance(container.get("image"), str) for container in containers)
        return (*found, pod["containers"][0].get("name"), named)
    except (TypeError, KeyError, IndexError, AttributeError):
        return None


def _matches(patch: Patch, subject: Object) -> bool:
    return patch.target.kind == kind(subject) and patch.target.name in {None, name(subject)}


def _problem(server: Server, index: int, message: str, remedy: str) -> Problem:
    place, field = server.origin.find(("patches", index))
    return Problem(place, field, message, remedy)
