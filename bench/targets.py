"""The targets, and whether each was reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.results import Results

AGAINST_PEERS = ("cold sync", "one-server change")
"""What a peer's run is held against: all from nothing, and what follows one change, for which a peer makes all again."""

_GIB = 1 << 30
_FLOOR, _NOOP, _GROWTH, _MEMORY, _START, _PEERS = 2.5, 2.0, 11.0, 1.0, 0.25, 5.0


@dataclass(frozen=True, slots=True)
class Target:
    """A figure, its limit in words, what was measured (None: it was not), and whether that is within the limit."""

    name: str
    limit: str
    measured: str | None
    reached: bool


def targets(results: Results) -> Iterator[Target]:
    """Every target, in the order of the page."""
    for size in results.sizes:
        yield _most(f"cold sync by floor, {size:,} servers", results.ratio(size, "cold sync", "floor"), _FLOOR, "times")
    yield _most("no-op sync, 1,000 servers", results.seconds(1000, "no-op sync"), _NOOP, "s")
    for step in ("cold sync", "no-op sync"):
        yield _most(f"{step}, 10,000 servers by 1,000", results.growth(10_000, 1000, step), _GROWTH, "times")
    held = results.memory.get(10_000)
    yield _most("memory of a cold sync, 10,000 servers", None if held is None else held / _GIB, _MEMORY, "GiB")
    yield _most("`mcpgen --help` above bare Python", results.extra_start(), _START, "s")
    for step in AGAINST_PEERS:
        for size, runs in results.peers.items():
            for peer in runs:
                yield _least(f"{peer}, by {step}, {size:,} servers", results.slower(size, peer, step), _PEERS, "times")


def _most(name: str, value: float | None, limit: float, unit: str) -> Target:
    return Target(name, f"at most {limit:g} {unit}", _words(value, unit), value is not None and value <= limit)


def _least(name: str, value: float | None, limit: float, unit: str) -> Target:
    return Target(name, f"at least {limit:g} {unit}", _words(value, unit), value is not None and value >= limit)


def _words(value: float | None, unit: str) -> str | None:
    return None if value is None else f"{value:.2f} {unit}"
