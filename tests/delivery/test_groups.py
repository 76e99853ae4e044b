"""Groups: by owner, and of a size such that one server more or less moves as few others as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.catalog.delivery import Delivery
from mcpgen.delivery.groups import bucket, grouped, owner_group
from tests.delivery.samples import small

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = st.sets(st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z0-9]", fullmatch=True), max_size=60)


def by_size(names: Iterable[str], most: int) -> dict[str, list[str]]:
    """Group → its servers."""
    delivery = Delivery.model_validate({"groupBy": "size", "groupSize": most})
    return {name: [each.name for each in found] for name, found in grouped(delivery, [small(each) for each in sorted(names)])}


@pytest.mark.parametrize(
    ("owner", "group"),
    [
        ("team-a", "team-a"),
        ("Team.A", "team-a"),
        ("platform_", "platform"),
        (None, "unowned"),
        ("...", "unowned"),
        ("x" * 63, "x" * 50),
    ],
)
def test_owner_group(owner: str | None, group: str) -> None:
    """An owner's name as a folder and a label."""
    assert owner_group(owner) == group


def test_by_owner() -> None:
    """In order of the groups, servers as they came; those that nobody owns together."""
    members = [small("a", "b"), small("b"), small("c", "a"), small("d", "b")]
    found = list(grouped(Delivery(), members))
    assert found == [("a", (members[2],)), ("b", (members[0], members[3])), ("unowned", (members[1],))]


def test_by_size() -> None:
    """A group that would be too large is split in two, by the servers' own names."""
    assert by_size("abcde", 25) == {"part": ["a", "b", "c", "d", "e"]}
    assert by_size("abcde", 2) == {"part-00": ["c", "e"], "part-01": ["a"], "part-1": ["b", "d"]}
    assert by_size((), 2) == {}


@given(NAMES, st.integers(1, 10))
def test_groups_are_a_partition(names: set[str], most: int) -> None:
    """Every server once, no group too large, none empty, and each group's name is the beginning of its servers' places."""
    found = by_size(names, most)
    assert sorted(name for group in found.values() for name in group) == sorted(names)
    assert all(0 < len(group) <= most for group in found.values())
    for group, servers in found.items():
        assert all(bucket(name).startswith(group.removeprefix("part").removeprefix("-")) for name in servers)


@given(NAMES.filter(bool), st.integers(1, 10))
def test_one_server_less_moves_only_its_neighbours(names: set[str], most: int) -> None:
    """Groups that do not join with that of the server that goes keep their name and their servers."""
    gone = min(names)
    before, after = by_size(names, most), by_size(names - {gone}, most)
    joined = [group for group in after if before.get(group) != after[group]]
    assert len(joined) <= 1
    assert all(bucket(gone).startswith(group.removeprefix("part").removeprefix("-")) for group in joined)
