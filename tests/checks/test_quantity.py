"""Kubernetes' quantities, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.checks.quantity import parse

SUFFIXES: dict[str, str | int] = {"n": "1/1000000000", "u": "1/1000000", "m": "1/1000", "": 1,
            "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12,
            "P": 10**15, "E": 10**18,
            "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60}  # fmt: skip


@given(st.integers(0, 10**6), st.integers(0, 999), st.sampled_from(sorted(SUFFIXES)))
def test_value(whole: int, part: int, suffix: str) -> None:
    """Number times suffix, without rounding."""
    assert parse(f"{whole}.{part:03}{suffix}") == (whole + Fraction(part, 1000)) * Fraction(SUFFIXES[suffix])


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e3", 1000), ("1E-2", Fraction(1, 100)), (".5", Fraction(1, 2)), ("5.", 5), ("+1", 1), ("-2k", -2000)],
)
def test_forms(text: str, value: Fraction) -> None:
    """Exponents, missing digits on one side, signs."""
    assert parse(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "1 Gi", "Gi", "1gi", "1K", "1mi", "0x1", "1e", "1_0", ".", "1Gi\n", "1" * 100, "\u0661"]
)
def test_refused(text: str) -> None:
    """What Kubernetes would refuse."""
    with pytest.raises(ValueError, match=r".*"):
        parse(text)
