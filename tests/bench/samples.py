"""Results that are known beforehand."""

from __future__ import annotations

from bench.measure import Sample
from bench.results import Results, Runs

_MIB = 1 << 20


def samples(*seconds: float) -> list[Sample]:
    """A sample for each round; half of the time is spent on the processor."""
    return [Sample(each, each / 2, 100 * _MIB) for each in seconds]


def results() -> Results:
    """Two sizes, of which the larger had one slow round, and a peer."""
    small: Runs = {"floor": samples(0.25, 0.25, 0.25), "cold sync": samples(0.5, 0.5, 0.5)}
    large: Runs = {"floor": samples(1, 2, 10), "cold sync": samples(2, 4, 40)}
    for runs, seconds in ((small, 0.5), (large, 1.5)):
        runs["floor without sync"] = samples(seconds / 4)
        runs["no-op sync"] = samples(seconds)
        runs["one-server change"] = samples(seconds * 2)
    return Results(
        repeat=3,
        machine={"cores": "2", "Python": "3.11.7"},
        sizes={100: small, 1000: large},
        files={100: 1552, 1000: 15502},
        memory={100: 150 * _MIB, 1000: None},
        peers={100: {"peer": samples(2, 2, 2)}, 1000: {"peer": samples(10, 20, 200)}},
        starts={"python -c pass": samples(0.25), "mcpgen --help": samples(0.5)},
    )
