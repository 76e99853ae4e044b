"""The ways into a pod survive any shape: a misshapen object is the schema's to tell, never a traceback."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mcpgen.checks.pods import containers, items, mapping, of_kind
from mcpgen.checks.rules import check
from tests.checks.samples import objects

JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 1) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "ports", "env", "cpu"]), inner, max_size=2)
    ),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in the data."""
    found = [path] if path else []
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found += places(inner, (*path, step))
    return found


@given(st.data())
def test_no_shape_is_a_traceback(data: st.DataObject) -> None:
    """Junk anywhere below `spec` ends in findings or in none."""
    found = objects()
    subject = data.draw(st.sampled_from(found))
    *steps, last = data.draw(st.sampled_from(places(subject["spec"])))
    holder = subject["spec"]
    for step in steps:
        holder = holder[step]
    holder[last] = data.draw(JUNK)
    check(found, found, exempt=frozenset())


def test_helpers() -> None:
    """What is there is found; what has another shape is nothing."""
    found = objects()
    assert [each["kind"] for each in of_kind(found, "Service")] == ["Service"]
    assert mapping(found[0], "spec", "selector", "matchLabels") == {"app.kubernetes.io/name": "x"}
    assert mapping({"a": 1}, "a", "b") == {}
    assert items({"a": [1, {"b": 2}]}, "a") == [(1, {"b": 2})]
    assert [path[-1] for path, _ in containers(found[0])] == [0]
