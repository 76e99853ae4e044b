"""The journal as bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.errors import McpgenError
from mcpgen.tree.errors import Failed
from mcpgen.tree.journal import Journal, decode

FILES = st.lists(st.sampled_from(["base/a/x.yaml", "overlays/e/k.yaml"]), unique=True).map(tuple)
PATHS = st.lists(st.sampled_from(["base/a/x.yaml", "overlays/e", "clusters", "base"]), unique=True).map(tuple)


@given(PATHS, FILES, FILES.map(frozenset))
def test_round_trip(moves: tuple[str, ...], deletes: tuple[str, ...], overwrites: frozenset[str]) -> None:
    """What was written is read."""
    journal = Journal(moves, deletes, overwrites)
    assert decode(journal.encode()) == journal


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Anything else is an error of ours, never another."""
    with pytest.raises(McpgenError):
        decode(data)


@given(st.integers(0, 200), st.binary(min_size=1, max_size=3))
def test_damage_is_seen(at: int, noise: bytes) -> None:
    """A changed journal is not followed."""
    data = Journal(("base/a/x.yaml",), (), frozenset()).encode()
    changed = data[:at] + noise + data[at + len(noise) :]
    if changed != data:
        with pytest.raises(Failed):
            decode(changed)
