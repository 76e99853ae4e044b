"""Ranges of addresses."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.checks.dangers.ranges import beyond, network, within


@pytest.mark.parametrize(
    ("inner", "outer", "holds"),
    [
        ("10.1.0.0/16", "10.0.0.0/8", True),
        ("10.0.0.0/8", "10.1.0.0/16", False),
        ("10.0.0.1", "10.0.0.0/24", True),
        ("fc00::/8", "fc00::/7", True),
        ("10.0.0.0/8", "::/0", False),
        ("::/0", "0.0.0.0/0", False),
        ("not a range", "not a range", True),
        ("not a range", "0.0.0.0/0", False),
    ],
)
def test_within(inner: str, outer: str, *, holds: bool) -> None:
    """Of one family only; what is no range is within itself."""
    assert within(inner, outer) is holds


def test_beyond() -> None:
    """What no single known range holds."""
    assert beyond(["10.1.0.0/16", "192.0.2.0/24", "10.0.0.0/8"], ["10.1.0.0/16", "192.0.0.0/16"]) == ["10.0.0.0/8"]


def test_network() -> None:
    """Host bits do no harm; other text is no range."""
    assert (network(" 10.0.0.1/8 "), network("10.0.0.0/40"), network("x")) == (ip_network("10.0.0.0/8"), None, None)


@given(st.ip_addresses(v=4), st.integers(0, 32), st.integers(0, 32))
def test_a_range_is_within_each_shorter_one(address: object, short: int, long: int) -> None:
    """And within itself; never within a longer one."""
    one, other = f"{address}/{min(short, long)}", f"{address}/{max(short, long)}"
    assert within(other, one)
    assert within(one, other) is (short == long)
