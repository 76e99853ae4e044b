"""Layers: maps merge, null removes, lists replace, lists of named things merge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.catalog.merge import identity, merge

KEYS = st.sampled_from(["a", "b", "env", "ports"])
LEAVES = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["x", "y"])
ITEMS = st.lists(st.fixed_dictionaries({"name": st.sampled_from("pqr")}, optional={"value": LEAVES}), max_size=3)
MAPS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(KEYS, LEAVES | ITEMS, max_size=3),
    lambda inner: st.dictionaries(KEYS, inner | LEAVES, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("low", "high", "merged"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": {"x": 1, "y": 1}}, {"a": {"y": 2}}, {"a": {"x": 1, "y": 2}}),
        ({"a": {"x": 1}}, {"a": None}, {}),
        ({"a": {"x": 1, "y": 1}}, {"a": {"x": None}}, {"a": {"y": 1}}),
        ({"args": [1, 2]}, {"args": [3]}, {"args": [3]}),
        ({"a": 1}, {"a": {"x": None, "y": 1}}, {"a": {"y": 1}}),
        (
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "1"}]},
            {"env": [{"name": "C", "value": "2"}, {"name": "B", "value": "2"}]},
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}, {"name": "C", "value": "2"}]},
        ),
        (
            {"env": [{"name": "A", "value": "1"}]},
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {}}}]},
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {}}}]},
        ),
        (
            {"volumeMounts": [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b"}]},
            {"volumeMounts": [{"name": "v", "mountPath": "/b", "readOnly": True}]},
            {"volumeMounts": [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b", "readOnly": True}]},
        ),
        ({"env": [{"name": "A"}]}, {"env": [{"value": "no name"}]}, {"env": [{"value": "no name"}]}),
        ({"env": [{"name": "A"}]}, {"env": []}, {"env": [{"name": "A"}]}),
    ],
)
def test_merge(low: dict[str, Any], high: dict[str, Any], merged: dict[str, Any]) -> None:
    """The whole result, for each rule."""
    assert merge(low, high) == merged


@given(MAPS, MAPS)
def test_inputs_are_left_alone(low: dict[str, Any], high: dict[str, Any]) -> None:
    """Merging changes neither layer."""
    before = repr((low, high))
    merge(low, high)
    assert repr((low, high)) == before


@given(MAPS)
def test_a_layer_over_itself_and_over_nothing(layer: dict[str, Any]) -> None:
    """A layer over itself, or over nothing, says what it says, without its nulls."""
    alone = merge({}, layer)
    assert merge(alone, layer) == alone


@given(MAPS, MAPS, MAPS)
def test_the_strongest_layer_wins(low: dict[str, Any], middle: dict[str, Any], high: dict[str, Any]) -> None:
    """What the strongest layer says of a plain value stands, whatever lies below."""
    merged = merge(merge(low, middle), high)
    for key, value in high.items():
        if value is None:
            assert key not in merged
        elif not isinstance(value, (dict, list)):
            assert merged[key] == value


def test_identity() -> None:
    """Only text names an item."""
    assert [identity(item, "name") for item in ({"name": "a"}, {"name": 1}, {}, "a")] == ["a", None, None, None]
