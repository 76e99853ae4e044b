"""What stands in clusters/: objects that change, and servers that pass from one owner to another."""

from __future__ import annotations

from mcpgen.checks.dangers.handover import Handover, Owner
from mcpgen.checks.dangers.transition import Transition
from mcpgen.stages.clusters import delivered
from mcpgen.tree.header import seal
from tests.kustomize.test_owners import flux
from tests.stages.test_transitions import tree

SERVERS = {f"overlays/p/{name}/kustomization.yaml": b"resources: [x]\n" for name in "abc"}
LIST = {"overlays/p/kustomization.yaml": b"resources: [a, b, c]\n"}
MCP, OTHER = (Owner("Kustomization", "flux-system", name, prunes=True, deletes=True) for name in ("mcp", "other"))


def files(**clusters: str) -> dict[str, bytes]:
    """Three servers, the environment's list, and files of the cluster."""
    return {**SERVERS, **LIST, **{f"clusters/p/{name}.yaml": text.encode() for name, text in clusters.items()}}


def handed(before: dict[str, bytes], after: dict[str, bytes]) -> list[Handover]:
    """Who hands what to whom."""
    return [handover for each in delivered(tree(before), tree(after), "") for handover in each.handovers]


def test_nothing_of_it_changes() -> None:
    """Other files do not count, and without clusters/ there is nothing to tell."""
    assert list(delivered(tree(files(x=flux())), tree({**files(x=flux()), "base/a/x.yaml": b"a"}), "")) == []
    assert list(delivered(tree(files()), tree({**files(), "overlays/p/kustomization.yaml": b"resources: [a]\n"}), "")) == []


def test_another_owner() -> None:
    """The old one goes, or lists others now; servers are together by their new owner."""
    assert handed(files(x=flux()), files(x=flux("other"))) == [Handover(MCP, True, OTHER, ("a", "b", "c"))]  # noqa: FBT003 -- it goes
    after = files(x=flux(path="overlays/p/a"), y=flux("other", "overlays/p/b"))
    assert handed(files(x=flux()), after) == [Handover(MCP, False, OTHER, ("b",)), Handover(MCP, False, None, ("c",))]  # noqa: FBT003 -- it stays


def test_the_same_owner_under_another_path() -> None:
    """That leads to the same servers, or one that only came beside it, changes nothing."""
    assert handed(files(x=flux()), files(x=flux(path="./overlays/p/"))) == []
    assert handed(files(x=flux()), files(x=flux(), y=flux("other"))) == []


def test_a_server_that_is_no_longer_listed() -> None:
    """Its folder stays, and nothing applies it."""
    after = {**files(x=flux()), "overlays/p/kustomization.yaml": b"resources: [a, b]\n"}
    assert handed(files(x=flux()), after) == [Handover(MCP, False, None, ("c",))]  # noqa: FBT003 -- it stays


def test_a_server_that_is_removed() -> None:
    """Is told as removed, not as handed over."""
    after = {**files(x=flux()), "overlays/p/kustomization.yaml": b"resources: [a, b]\n"}
    del after["overlays/p/c/kustomization.yaml"]
    assert handed(files(x=flux()), after) == []


def test_the_owner_as_it_will_be_counts() -> None:
    """Whether it prunes is for the merged state to say."""
    kept = Owner("Kustomization", "flux-system", "mcp", prunes=False, deletes=False)
    after = files(x=flux(path="overlays/p/a", prune="false"))
    assert handed(files(x=flux()), after) == [Handover(kept, False, None, ("b", "c"))]  # noqa: FBT003 -- it stays


def test_objects_of_ours() -> None:
    """Sealed files that change are told as objects; those of others, and kustomizations, are not."""
    path = "clusters/p/namespace.yaml"
    document = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: mcp\n"
    extra = {
        "clusters/p/foreign.yaml": document.encode(),
        "clusters/p/kustomization.yaml": seal(
            "clusters/p/kustomization.yaml", "kind: Kustomization\nresources: []\n"
        ).encode(),
        "clusters/p/broken.yaml": seal("clusters/p/broken.yaml", "a: [\n").encode(),
    }
    before = {**files(), path: seal(path, document).encode(), **extra}
    (found,) = delivered(tree(before), tree(files()), "")
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "mcp"}}
    assert found == Transition("p", None, [namespace], [])


def test_the_heir_is_of_the_same_tool() -> None:
    """Where Flux and Argo CD run side by side, a Kustomization hands over to a Kustomization."""
    application = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {path: overlays/p/a}}\n"
    )
    after = files(x=flux("other", "overlays/p/a"), y=application)
    (found,) = handed(files(x=flux(path="overlays/p/a")), after)
    assert found.new == OTHER


def test_an_object_that_two_tools_have() -> None:
    """It is one object: it stays while one of its files does, and comes once where both come."""
    paths = ("clusters/p/argocd/namespace/namespace.yaml", "clusters/p/flux/namespace.yaml")
    document = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: mcp\n"
    one, other = ({path: seal(path, document).encode()} for path in paths)
    both = {**one, **other}
    for before, after, was_there in ((both, other, True), (other, both, True), ({}, both, False)):
        (found,) = delivered(tree(before), tree(after), "")
        assert [(pair.old is not None, pair.new is not None) for pair in found.pairs] == [(was_there, True)]
