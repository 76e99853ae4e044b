"""What goes: servers, namespaces, data.

Source: fluxcd.io, "Kustomization" (prune, and its exclusion), argo-cd.readthedocs.io, "Sync Options" (`Prune=false`),
kubernetes.io, "Namespaces" and "Persistent Volumes".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.dangers.danger import Class, Danger, Severity, of
from mcpgen.checks.dangers.pods import changed, claims
from mcpgen.checks.dangers.transition import Action, namespace
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object


def _removed(transition: Transition) -> Iterator[Danger]:
    if transition.server and transition.old and not transition.new:
        number = len(transition.old)
        message = f"the server goes, with its {number} objects: whoever calls it gets an error"
        yield Danger(message, "keep it in the catalog until nobody calls it")


def _namespaces(transition: Transition) -> Iterator[Danger]:
    for pair in transition.of_kind("Namespace"):
        if pair.action is Action.DELETE and pair.old and not _kept(pair.old):
            message = f"the namespace {pair.name} is deleted, with everything in it, whoever made it"
            remedy = "first merge `kustomize.toolkit.fluxcd.io/prune: disabled`, or Argo CD's `Prune=false`, to keep it"
            yield of(pair, message, remedy)


def _moved(transition: Transition) -> Iterator[Danger]:
    ways = {
        (namespace(pair.old), namespace(pair.new)): None for pair in transition.pairs if pair.old and pair.new and pair.moves
    }
    for old, new in ways:
        where = f"from the namespace {old or '(none)'} to {new or '(none)'}"
        message = f"the server moves {where}: it is deleted there, and made anew here"
        yield Danger(message, "make the new namespace first, with the Secrets and policies that the old one has")


def _data(transition: Transition) -> Iterator[Danger]:
    for pair in transition.of_kind("PersistentVolumeClaim"):
        if pair.action in {Action.DELETE, Action.REPLACE}:
            remedy = "save the data, or set the volume's reclaim policy to Retain"
            yield of(pair, f"the claim {pair.name} goes, and with most storage classes its data", remedy)
    for pair, old, new in changed(transition):
        for claim in dict.fromkeys(claims(old)):
            if claim not in claims(new):
                yield of(pair, f"the claim {claim} is no longer mounted: the server starts without its data", "mount it again")
    for pair in transition.of_kind("StatefulSet"):
        policy = mapping(pair.old, "spec", "persistentVolumeClaimRetentionPolicy")
        if pair.action in {Action.DELETE, Action.REPLACE} and policy.get("whenDeleted") == "Delete":
            yield of(pair, f"the claims of {pair.name} are deleted with it", "set `whenDeleted: Retain` first")


def _kept(subject: Object) -> bool:
    """True where the object tells those who prune to leave it. Flux reads labels and annotations, Argo CD annotations."""
    labels, notes = mapping(subject, "metadata", "labels"), mapping(subject, "metadata", "annotations")
    flux = "kustomize.toolkit.fluxcd.io/prune"
    options = str(notes.get("argocd.argoproj.io/sync-options", "")).replace(" ", "").split(",")
    return "disabled" in (labels.get(flux), notes.get(flux)) or "Prune=false" in options


CLASSES = (
    Class("server-removed", Severity.HIGH, "a server is removed", _removed),
    Class("namespace-deleted", Severity.HIGH, "a namespace is deleted, with all that is in it", _namespaces),
    Class("namespace-changed", Severity.HIGH, "a server moves to another namespace", _moved),
    Class("data-loss", Severity.HIGH, "a server loses its data", _data),
)
