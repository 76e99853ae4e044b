"""What a container may do on its node.

Source: kubernetes.io, "Pod Security Standards" and "Configure a Security Context" (a container's own words go before the
pod's).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.danger import Class, Danger, Severity, of
from mcpgen.checks.dangers.pods import by_name, changed, pod
from mcpgen.checks.pods import items, listed, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object

_REMEDY = "undo it, or say in the pull request why the server needs it"
_HOST = ("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace")
_LEVELS = ("privileged", "baseline", "restricted")
_LEVEL = "pod-security.kubernetes.io/enforce"
_HARDENED: dict[str, Any] = {
    "securityContext": {
        "runAsNonRoot": True,
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "RuntimeDefault"},
    }
}
"""What a container that is new beside others is held against: mcpgen's own default."""


def _loosened(transition: Transition) -> Iterator[Danger]:
    for pair, old, new in changed(transition):
        yield from (of(pair, message, _REMEDY) for message in _pods(pod(old), pod(new)))
        before = by_name(old)
        for name, container in by_name(new).items():
            was = _context(pod(old), before.get(name, _HARDENED))
            yield from (of(pair, f"container {name}: {each}", _REMEDY) for each in _looser(was, _context(pod(new), container)))
    for pair in transition.of_kind("Namespace"):
        levels = [mapping(each, "metadata", "labels").get(_LEVEL, _LEVELS[0]) for each in (pair.old, pair.new)]
        if (
            pair.old
            and pair.new
            and all(each in _LEVELS for each in levels)
            and _LEVELS.index(levels[1]) < _LEVELS.index(levels[0])
        ):
            yield of(pair, f"the namespace enforces {levels[1]}, and enforced {levels[0]}", _REMEDY)


def _pods(old: Object, new: Object) -> Iterator[str]:
    yield from (
        f"`{key}: true`: it shares what the node has" for key in _HOST if new.get(key) is True and old.get(key) is not True
    )
    before = [each for _, each in items(old, "volumes")]
    for _, volume in items(new, "volumes"):
        if "hostPath" in volume and volume not in before:
            yield f"the volume {volume.get('name')} is a folder of the node"
    key = "automountServiceAccountToken"
    if old.get(key) is False and new.get(key) is not False:
        yield "its pods get a token for the API server"


def _context(pod_spec: Object, container: Object) -> Object:
    """The container's security context as it will be: its own words over the pod's."""
    return {**mapping(pod_spec, "securityContext"), **mapping(container, "securityContext")}


def _looser(old: Object, new: Object) -> Iterator[str]:
    if new.get("privileged") is True and old.get("privileged") is not True:
        yield "it runs privileged: it can do whatever the node can"
    if _root(new) and not _root(old):
        yield "it may run as root"
    if old.get("allowPrivilegeEscalation") is False and new.get("allowPrivilegeEscalation") is not False:
        yield "it may gain more rights than it starts with"
    if old.get("readOnlyRootFilesystem") is True and new.get("readOnlyRootFilesystem") is not True:
        yield "it may write to its own file system"
    more = [each for each in _capabilities(new, "add") if each not in _capabilities(old, "add")]
    if more:
        yield f"it gains the capabilities {', '.join(more)}"
    fewer = [each for each in _capabilities(old, "drop") if each not in _capabilities(new, "drop")]
    if fewer and "ALL" not in _capabilities(new, "drop"):
        yield f"it no longer drops the capabilities {', '.join(fewer)}"
    if _confined(old) and not _confined(new):
        yield "no seccomp profile keeps it from rare system calls"


def _root(context: Object) -> bool:
    """True where nothing keeps the container from running as root."""
    user = context.get("runAsUser")
    return user == 0 if user is not None else context.get("runAsNonRoot") is not True


def _capabilities(context: Object, key: str) -> list[str]:
    return [str(each) for each in listed(context, "capabilities", key)]


def _confined(context: Object) -> bool:
    return mapping(context, "seccompProfile").get("type") in ("RuntimeDefault", "Localhost")


CLASSES = (Class("security-loosened", Severity.HIGH, "a container may do more on its node", _loosened),)
