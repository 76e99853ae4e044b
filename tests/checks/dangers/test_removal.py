"""What goes: servers, namespaces, data."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.dangers.removal import CLASSES
from mcpgen.checks.dangers.transition import Transition
from tests.checks.dangers.samples import Object, deployment, said, service, subject

CLAIM = {"name": "index", "persistentVolumeClaim": {"claimName": "search-index"}}
GONE = "the claim search-index is no longer mounted: the server starts without its data"


def namespace(**about: Any) -> Object:
    """A Namespace."""
    return {**subject("Namespace", name="mcp", **about)}


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (
            [service(), deployment()],
            [],
            ["server-removed: the server goes, with its 2 objects: whoever calls it gets an error"],
        ),
        ([service()], [deployment()], []),
        (
            [namespace(), service()],
            [service()],
            ["namespace-deleted: the namespace mcp is deleted, with everything in it, whoever made it"],
        ),
        ([namespace(labels={"kustomize.toolkit.fluxcd.io/prune": "disabled"}), service()], [service()], []),
        ([namespace(notes={"kustomize.toolkit.fluxcd.io/prune": "disabled"}), service()], [service()], []),
        ([namespace(notes={"argocd.argoproj.io/sync-options": "Delete=false, Prune=false"}), service()], [service()], []),
        ([deployment({"volumes": [CLAIM]})], [deployment()], [f"data-loss: {GONE}"]),
        ([deployment({"volumes": [CLAIM]})], [deployment({"volumes": [{**CLAIM, "name": "other"}]})], []),
        (
            [subject("PersistentVolumeClaim", spec={"storageClassName": "a"}), service()],
            [service()],
            ["data-loss: the claim a goes, and with most storage classes its data"],
        ),
        (
            [subject("PersistentVolumeClaim", spec={"storageClassName": "a"})],
            [subject("PersistentVolumeClaim", spec={"storageClassName": "b"})],
            ["data-loss: the claim a goes, and with most storage classes its data"],
        ),
        (
            [
                subject("StatefulSet", "apps/v1", spec={"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"}}),
                service(),
            ],
            [service()],
            ["data-loss: the claims of a are deleted with it"],
        ),
        ([subject("StatefulSet", "apps/v1", spec={}), service()], [service()], []),
    ],
)
def test_what_is_told(old: list[Object], new: list[Object], messages: list[str]) -> None:
    """Each loss once; nothing for what is kept, or not pruned."""
    assert said(CLASSES, old, new) == messages


def test_a_move_is_told_once() -> None:
    """However many objects move."""
    old = [service(), deployment()]
    new = [{**each, "metadata": {"name": "a", "namespace": "tools"}} for each in old]
    message = "the server moves from the namespace mcp to tools: it is deleted there, and made anew here"
    assert said(CLASSES, old, new) == [f"namespace-changed: {message}"]


def test_what_is_no_server_is_not_removed_as_one() -> None:
    """Objects of `clusters/` that go are no server."""
    seen = Transition("production", None, [service()], [])
    assert [danger for each in CLASSES for danger in each.check(seen)] == []
