"""Objects as plain data: what they are called."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.manifests.objects import copied, identity, kind, name, words
from mcpgen.manifests.server import objects
from tests.manifests.samples import server

WORDS = st.text("aB-.1", max_size=3)


@given(WORDS, WORDS)
def test_kind_and_name(of_kind: str, called: str) -> None:
    """Both are read where Kubernetes writes them, whatever else is there."""
    subject = {"kind": of_kind, "name": "no", "metadata": {"name": called, "kind": "no", "namespace": "no"}, "spec": {}}
    assert (kind(subject), name(subject), identity(subject)) == (of_kind, called, (of_kind, called))


def test_identities_tell_the_objects_of_a_server_apart() -> None:
    """All are named as the server is; the kind makes the difference."""
    assert [identity(subject) for subject in objects(server())] == [
        ("ServiceAccount", "x"),
        ("Service", "x"),
        ("Deployment", "x"),
        ("NetworkPolicy", "x"),
    ]


DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=3), DATA, max_size=4))
def test_words_do_not_depend_on_the_order_of_keys(subject: dict[str, Any]) -> None:
    """The same data in another order is the same text; what is read back from the text is the data."""
    assert words(dict(reversed(subject.items()))) == words(subject)
    assert json.loads(words(subject)) == subject


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, 1.0), ("1", 1), (None, "null"), ([], {}), (0.0, 0)])
def test_words_tell_types_apart(one: Any, other: Any) -> None:
    """What YAML would write in two ways is two texts, though Python may call it equal."""
    assert words({"a": [one]}) != words({"a": [other]})


@given(st.dictionaries(st.text(max_size=3), DATA, max_size=4))
def test_a_copy_shares_nothing_that_changes(subject: dict[str, Any]) -> None:
    """The copy is equal, keys in their order, and no container of it is the original's."""
    found = copied(subject)
    assert repr(found) == repr(subject)
    assert {id(each) for each in containers(found)}.isdisjoint(id(each) for each in containers(subject))


def containers(value: Any) -> list[Any]:
    """Every mapping and list in `value`, itself among them."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [*([value] if isinstance(value, (dict, list)) else []), *(found for each in inner for found in containers(each))]
