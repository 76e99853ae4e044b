"""The figures that tables and targets take from the samples."""

from __future__ import annotations

from bench.results import divided
from tests.bench.samples import results, samples


def test_a_figure_is_the_median_of_the_rounds() -> None:
    """Not the mean: one slow round does not count."""
    assert results().seconds(1000, "cold sync") == 4


def test_a_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    """A round that is slow as a whole has the ratio of the others."""
    assert divided(samples(2, 4, 60), samples(1, 2, 30)) == 2
    assert results().ratio(1000, "cold sync", "floor") == 2


def test_growth_and_peers_are_ratios_too() -> None:
    """By the same step, and by a step of ours."""
    assert results().growth(1000, 100, "cold sync") == 8
    assert results().slower(1000, "peer", "cold sync") == 5


def test_what_was_not_measured_is_none() -> None:
    """A size, a step or a peer that was not run."""
    found = results()
    assert found.seconds(10_000, "cold sync") is None
    assert found.growth(10_000, 1000, "cold sync") is None
    assert found.slower(100, "another", "cold sync") is None


def test_the_spread_is_that_of_the_rounds() -> None:
    """Slowest by fastest."""
    assert results().spread(1000, "cold sync") == 20


def test_the_start_is_told_above_that_of_python() -> None:
    """Python's own start is not ours."""
    assert results().extra_start() == 0.25
