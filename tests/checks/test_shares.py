"""Numbers of pods and percentages."""

from __future__ import annotations

import pytest

from mcpgen.checks.shares import is_nothing, share_problem


@pytest.mark.parametrize("value", [None, 0, 3, 2**31 - 1, "0%", "25%", "100%", {}])
def test_fine(value: object) -> None:
    """Numbers from 0 and percentages up to 100; what has another shape is the schema's to tell."""
    assert share_problem(value) is None


@pytest.mark.parametrize("value", [-1, 2**31, "", "5", "-5%", "1.5%", "50 %", "101%", "9999999999%", "\u0661%"])
def test_wrong(value: object) -> None:
    """What the API server refuses, with a way out."""
    assert all(share_problem(value) or ("",))


def test_more_than_all() -> None:
    """There may be more pods in addition than there are."""
    assert share_problem("200%", most=None) is None


@pytest.mark.parametrize(
    ("value", "nothing"), [(0, True), ("0%", True), ("00%", True), (1, False), ("10%", False), (None, False)]
)
def test_nothing(value: object, nothing: bool) -> None:  # noqa: FBT001
    """Zero in either form; what is not written is not zero."""
    assert is_nothing(value) is nothing
