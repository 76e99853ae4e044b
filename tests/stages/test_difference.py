"""Objects before against objects after: what is new, what changes, what goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.manifests.objects import identity
from mcpgen.stages.difference import Changed, changed

if TYPE_CHECKING:
    from mcpgen.manifests.objects import Object


def thing(kind: str = "Service", name: str = "a", **more: Any) -> Object:
    """An object of that kind and name."""
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name}, **more}


OBJECTS = st.lists(
    st.builds(thing, st.sampled_from("KL"), st.sampled_from("ab"), spec=st.sampled_from([0, 1, True, False, [1], [True]])),
    unique_by=identity,
)


def test_whole() -> None:
    """New and changed objects in the order of the new ones, then those that go; what stays is not told."""
    kept, gone = thing("ServiceAccount"), thing("PodDisruptionBudget")
    old, new = thing(spec={"type": "ClusterIP"}), thing(spec={"type": "NodePort"})
    created = thing("Ingress")
    assert list(changed("staging", "a", [gone, kept, old], [created, kept, new])) == [
        Changed("staging", "a", "Ingress", "a", None, created),
        Changed("staging", "a", "Service", "a", old, new),
        Changed("staging", "a", "PodDisruptionBudget", "a", gone, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "action"), [(None, thing(), "create"), (thing(), thing(spec={}), "update"), (thing(), None, "delete")]
)
def test_action(old: Object | None, new: Object | None, action: str) -> None:
    """What an object did before and does after is one word."""
    assert Changed("staging", "a", "Service", "a", old, new).action == action


def test_another_kind_or_name_is_another_object() -> None:
    """Only what has both in common is one object before and after."""
    old, other_kind, other_name = thing(), thing("Ingress"), thing(name="b")
    assert list(changed("e", "a", [old], [other_kind, other_name])) == [
        Changed("e", "a", "Ingress", "a", None, other_kind),
        Changed("e", "a", "Service", "b", None, other_name),
        Changed("e", "a", "Service", "a", old, None),
    ]


def test_the_order_of_keys_is_no_change() -> None:
    """Mappings have no order; lists do."""
    one = thing(spec={"a": 1, "b": {"c": [1, 2], "d": ""}})
    assert list(changed("e", "a", [one], [thing(spec={"b": {"d": "", "c": [1, 2]}, "a": 1})])) == []
    other = thing(spec={"a": 1, "b": {"c": [2, 1], "d": ""}})
    assert list(changed("e", "a", [one], [other])) == [Changed("e", "a", "Service", "a", one, other)]


@pytest.mark.parametrize(("old", "new"), [(1, True), ([0], [False]), ({"x": {"y": 1}}, {"x": {"y": True}}), ("1", 1)])
def test_a_number_is_no_truth_value(old: object, new: object) -> None:
    """`true` is not 1 in a cluster, though it is in Python."""
    before, after = thing(spec=old), thing(spec=new)
    assert list(changed("e", "a", [before], [after])) == [Changed("e", "a", "Service", "a", before, after)]


@given(OBJECTS, OBJECTS)
def test_any_two_states(old: list[Object], new: list[Object]) -> None:
    """The changes carried out on the old objects give the new ones; none changes nothing, none is told twice."""
    found = list(changed("e", "a", iter(old), iter(new)))
    after = {identity(each): repr(each) for each in old}
    for change in found:
        assert repr(change.old) != repr(change.new)
        if change.new is None:
            del after[change.kind, change.name]
        else:
            after[change.kind, change.name] = repr(change.new)
    assert after == {identity(each): repr(each) for each in new}
    assert len({(change.kind, change.name) for change in found}) == len(found)
