"""Patches: minimal, by intent, loud where the base has moved."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonpatch import JsonPatch

from mcpgen.kustomize.difference import Operation, difference, same

LEAVES = st.none() | st.booleans() | st.integers(-2, 2) | st.floats(0, 1) | st.text("ab/~", max_size=2)
NAMED = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from("pqrs")}, optional={"v": LEAVES, "w": st.lists(LEAVES, max_size=2)}),
    max_size=4,
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES | NAMED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab/~", max_size=2), inner, max_size=3),
    max_leaves=10,
)
OBJECTS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(st.text("abc/~", min_size=1, max_size=2), VALUES, max_size=4)


@given(OBJECTS, OBJECTS)
def test_the_patch_leads_from_one_to_the_other(base: dict[str, Any], wanted: dict[str, Any]) -> None:
    """For any two objects, applying the difference gives exactly the wanted one, and changes neither."""
    before = repr((base, wanted))
    operations = difference(base, wanted)
    assert same(JsonPatch(operations).apply(base), wanted)
    assert repr((base, wanted)) == before


@given(OBJECTS)
def test_nothing_differs_from_itself(subject: dict[str, Any]) -> None:
    """Equal objects have no difference."""
    assert difference(subject, dict(subject)) == []


def pod(*env: tuple[str, str]) -> dict[str, Any]:
    """An object with one container and these variables."""
    return {"containers": [{"name": "main", "env": [{"name": name, "value": value} for name, value in env]}]}


@pytest.mark.parametrize(
    ("base", "wanted", "operations"),
    [
        ({"a": 1}, {"a": 2}, [{"op": "replace", "path": "/a", "value": 2}]),
        ({"a": 1}, {"a": True}, [{"op": "replace", "path": "/a", "value": True}]),
        ({"a": 1, "b": 1}, {"b": 1}, [{"op": "remove", "path": "/a"}]),
        ({}, {"m": {"x/y~z": "1"}}, [{"op": "add", "path": "/m", "value": {"x/y~z": "1"}}]),
        ({"m": {}}, {"m": {"x/y~z": "1"}}, [{"op": "add", "path": "/m/x~1y~0z", "value": "1"}]),
        (
            {"rules": [{"http": 1}]},
            {"rules": [{"host": "h", "http": 1}]},
            [{"op": "add", "path": "/rules/0/host", "value": "h"}],
        ),
        ({"a": [1]}, {"a": [1, 2]}, [{"op": "add", "path": "/a/-", "value": 2}]),
        ({"a": [1, 2]}, {"a": [2]}, [{"op": "replace", "path": "/a", "value": [2]}]),
        (
            pod(("A", "1"), ("B", "1"), ("C", "1")),
            pod(("B", "2"), ("D", "1")),
            [
                {"op": "test", "path": "/containers/0/name", "value": "main"},
                {"op": "test", "path": "/containers/0/env/1/name", "value": "B"},
                {"op": "replace", "path": "/containers/0/env/1/value", "value": "2"},
                {"op": "test", "path": "/containers/0/env/2/name", "value": "C"},
                {"op": "remove", "path": "/containers/0/env/2"},
                {"op": "test", "path": "/containers/0/env/0/name", "value": "A"},
                {"op": "remove", "path": "/containers/0/env/0"},
                {"op": "add", "path": "/containers/0/env/-", "value": {"name": "D", "value": "1"}},
            ],
        ),
        (
            {"v": [{"name": "a"}, {"name": "tmp"}]},
            {"v": [{"name": "x"}, {"name": "a"}, {"name": "y"}, {"name": "tmp"}, {"name": "z"}]},
            [
                {"op": "test", "path": "/v/0/name", "value": "a"},
                {"op": "add", "path": "/v/0", "value": {"name": "x"}},
                {"op": "test", "path": "/v/2/name", "value": "tmp"},
                {"op": "add", "path": "/v/2", "value": {"name": "y"}},
                {"op": "add", "path": "/v/-", "value": {"name": "z"}},
            ],
        ),
        (
            {"env": [{"name": "A"}, {"name": "B"}]},
            {"env": [{"name": "B"}, {"name": "A"}]},
            [{"op": "replace", "path": "/env", "value": [{"name": "B"}, {"name": "A"}]}],
        ),
    ],
)
def test_whole_patches(base: dict[str, Any], wanted: dict[str, Any], operations: list[Operation]) -> None:
    """What a reviewer reads: each item addressed behind a test of its name, removals from the end, then additions."""
    assert difference(base, wanted) == operations


@pytest.mark.parametrize(("left", "right"), [(True, 1), (1, 1.0), ([1], [True]), ({"a": {"b": 0}}, {"a": {"b": False}})])
def test_same_is_exact(left: Any, right: Any) -> None:
    """What Python holds to be equal, and YAML shows in other words, differs."""
    assert left == right
    assert not same(left, right)
    assert same(left, copy.deepcopy(left))
