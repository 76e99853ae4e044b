"""Names that fit into a label, and the labels of all delivery objects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mcpgen.delivery.names import LONGEST, bounded, labels
from tests.delivery.samples import LABELS

PART = st.from_regex(r"[a-z]([a-z0-9-]{0,54}[a-z0-9])?", fullmatch=True)


def test_short_names_are_joined() -> None:
    """With a dash."""
    assert bounded("production", "search") == "production-search"
    assert bounded("p" * 31, "s" * 31) == f"{'p' * 31}-{'s' * 31}"


def test_long_names_are_cut() -> None:
    """They end with a hash of the whole, so that two of one beginning differ."""
    first, second = bounded("p" * 40, "s" * 40 + "a"), bounded("p" * 40, "s" * 40 + "b")
    assert first == f"{'p' * 40}-{'s' * 13}-471aecba"
    assert first != second


@given(PART, PART)
def test_every_name_fits(environment: str, name: str) -> None:
    """At most 63 characters, and no dash at the end of what is kept."""
    found = bounded(environment, name)
    assert len(found) <= LONGEST
    assert not found.endswith("-")


def test_labels() -> None:
    """What alerts and image automation select by."""
    assert labels("production") == LABELS
