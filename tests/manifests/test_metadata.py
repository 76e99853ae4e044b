"""Names and labels: the same on every object, and selectors that nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.manifests.metadata import labels, metadata, selector, versioned
from tests.manifests.samples import DIGEST, LABELS, METADATA, SELECTOR, base, flow, server

KEYS = st.sampled_from([*sorted(LABELS.keys() - SELECTOR.keys()), "app.kubernetes.io/version", "owner", "team"])
WORDS = st.text("abcxyz", max_size=3)


@given(st.dictionaries(KEYS, WORDS), st.none() | WORDS, st.sampled_from(["v1", "v2", "1.10"]))
def test_nothing_changes_the_selector(written: dict[str, str], owner: str | None, tag: str) -> None:
    """Whatever labels, owner and tag say, the selector is the same, and the labels always satisfy it."""
    found = server(flow(labels=written, owner=owner, image={"repository": "org/y", "tag": tag}))
    assert selector(found) == SELECTOR
    assert labels(found).items() >= SELECTOR.items()
    assert versioned(found).items() >= SELECTOR.items()


@given(st.dictionaries(KEYS, WORDS))
def test_the_catalogs_labels_win_over_all_others(written: dict[str, str]) -> None:
    """Recommended labels and the owner are defaults; what the catalog writes beside them stays."""
    assert labels(server(flow(labels=written, owner="me"))) == {**LABELS, "owner": "me", **written, **SELECTOR}


def test_labels() -> None:
    """Kubernetes' recommended ones, then the owner, then the catalog's own."""
    assert labels(server()) == LABELS
    assert labels(server("owner: me")) == {**LABELS, "owner": "me"}
    assert labels(server("labels: {tier: test, app.kubernetes.io/part-of: search}, owner: me")) == {
        "app.kubernetes.io/name": "x",
        "app.kubernetes.io/instance": "x",
        "app.kubernetes.io/component": "mcp-server",
        "app.kubernetes.io/part-of": "search",
        "app.kubernetes.io/managed-by": "mcpgen",
        "owner": "me",
        "tier": "test",
    }


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ({"tag": "v1.2.3"}, "v1.2.3"),
        ({"tag": "1"}, "1"),
        ({"tag": "v1", "digest": DIGEST}, "v1"),
        ({"tag": "a" * 63}, "a" * 63),
        ({"tag": "a" * 64}, None),
        ({"tag": "_v1"}, None),
        ({"tag": "v1."}, None),
        ({"tag": "v1-"}, None),
        ({"tag": None, "digest": DIGEST}, None),
        ({"tag": None}, None),
    ],
)
def test_the_version_is_the_tag_where_a_label_can_hold_it(image: dict[str, str | None], version: str | None) -> None:
    """A label has at most 63 characters, a letter or digit at both ends; a tag may be more than that."""
    wanted = LABELS if version is None else {**LABELS, "app.kubernetes.io/version": version}
    assert versioned(server(flow(image=image))) == wanted


def test_metadata() -> None:
    """Name, namespace and labels; no annotations where there are none."""
    assert metadata(server()) == METADATA
    assert list(metadata(server("annotations: {a: b}"))) == ["name", "namespace", "labels", "annotations"]


def test_metadata_without_a_namespace() -> None:
    """A base whose environments have other namespaces has none; one that they share is written."""
    assert metadata(base()) == {"name": "x", "labels": LABELS}
    assert metadata(base(one="namespace: mcp, domain: a.example.com", two="namespace: mcp")) == METADATA


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"name": "x-more"}, {**METADATA, "name": "x-more"}),
        ({"more_labels": {"tier": "edge", "b": "1"}}, {**METADATA, "labels": {**LABELS, "tier": "edge", "b": "1"}}),
        ({"more_labels": {}}, METADATA),
        ({"annotations": {}}, METADATA),
        ({"annotations": {"a": "1"}}, {**METADATA, "annotations": {"a": "1"}}),
    ],
)
def test_an_object_may_say_more(more: dict[str, Any], wanted: dict[str, Any]) -> None:
    """A name, labels and annotations of one object; empty ones leave no trace."""
    assert metadata(server(), **more) == wanted


def test_the_objects_own_annotations_win() -> None:
    """Annotations of the server stand on every object, except where the object has its own of that name."""
    found = metadata(server("annotations: {a: all, b: all}"), annotations={"b": "mine", "c": "mine"})
    assert found == {**METADATA, "annotations": {"a": "all", "b": "mine", "c": "mine"}}


def test_one_objects_metadata_is_not_anothers() -> None:
    """Each object gets labels and annotations of its own: changing one changes no other."""
    found = server("labels: {a: b}, annotations: {a: b}")
    first = metadata(found)
    first["labels"]["a"] = first["annotations"]["a"] = "changed"
    assert metadata(found) == {**METADATA, "labels": {**LABELS, "a": "b"}, "annotations": {"a": "b"}}
