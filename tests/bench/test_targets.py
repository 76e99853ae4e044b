"""The targets, reached and missed."""

from __future__ import annotations

from bench.targets import Target, targets
from tests.bench.samples import results

_GIB = 1 << 30


def test_every_target_is_judged() -> None:
    """Within the limit, beyond it, and not measured."""
    assert list(targets(results())) == [
        Target("cold sync by floor, 100 servers", "at most 2.5 times", "2.00 times", reached=True),
        Target("cold sync by floor, 1,000 servers", "at most 2.5 times", "2.00 times", reached=True),
        Target("no-op sync, 1,000 servers", "at most 2 s", "1.50 s", reached=True),
        Target("cold sync, 10,000 servers by 1,000", "at most 11 times", None, reached=False),
        Target("no-op sync, 10,000 servers by 1,000", "at most 11 times", None, reached=False),
        Target("memory of a cold sync, 10,000 servers", "at most 1 GiB", None, reached=False),
        Target("`mcpgen --help` above bare Python", "at most 0.25 s", "0.25 s", reached=True),
        Target("peer, by cold sync, 100 servers", "at least 5 times", "4.00 times", reached=False),
        Target("peer, by cold sync, 1,000 servers", "at least 5 times", "5.00 times", reached=True),
        Target("peer, by one-server change, 100 servers", "at least 5 times", "2.00 times", reached=False),
        Target("peer, by one-server change, 1,000 servers", "at least 5 times", "3.33 times", reached=False),
    ]


def test_a_byte_too_many_is_too_many() -> None:
    """The judgement is of the figure, not of its two digits."""
    found = results()
    found.memory[10_000] = _GIB + 1
    judged = next(each for each in targets(found) if each.name.startswith("memory"))
    assert judged == Target("memory of a cold sync, 10,000 servers", "at most 1 GiB", "1.00 GiB", reached=False)
