"""Changes that an API server refuses."""

from __future__ import annotations

from mcpgen.checks.dangers.immutable import CLASSES
from tests.checks.dangers.samples import deployment, said, service


def test_each_object_is_told_with_its_fields() -> None:
    """All fields in one message, and nothing of objects that may change."""
    old = [service(clusterIP="10.0.0.1", clusterIPs=["10.0.0.1"]), deployment(replicas=1)]
    new = [service(clusterIP="None", clusterIPs=["None"]), deployment(replicas=2)]
    wrong = "cannot be changed once set: the API server refuses all that is applied with it"
    assert said(CLASSES, old, new) == [f"immutable-changed: spec.clusterIP, spec.clusterIPs {wrong}"]


def test_what_moves_is_made_anew_anyway() -> None:
    """Another namespace is another object, in which every field may be another."""
    old, new = (deployment(selector={"a": each}) for each in ("1", "2"))
    assert said(CLASSES, [old], [{**new, "metadata": {"name": "a", "namespace": "tools"}}]) == []
    assert len(said(CLASSES, [old], [new])) == 1
