"""What was measured, and the figures that the tables and the targets take from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from bench.measure import middle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measure import Sample

Runs = dict[str, list["Sample"]]
"""What was run → the samples of all rounds."""


@dataclass(slots=True)
class Results:
    """All samples. `sizes`, `peers`, `files` and `memory` are by number of servers; memory is None where nothing tells it."""

    repeat: int
    machine: dict[str, str]
    sizes: dict[int, Runs] = field(default_factory=dict)
    files: dict[int, int] = field(default_factory=dict)
    memory: dict[int, int | None] = field(default_factory=dict)
    peers: dict[int, Runs] = field(default_factory=dict)
    starts: Runs = field(default_factory=dict)

    def seconds(self, size: int, step: str) -> float | None:
        """The median of a step on the clock; None where it was not measured."""
        samples = self._runs(size, step)
        return middle(samples).seconds if samples else None

    def ratio(self, size: int, step: str, other: str) -> float | None:
        """One step by another, at one size."""
        return divided(self._runs(size, step), self._runs(size, other))

    def growth(self, size: int, smaller: int, step: str) -> float | None:
        """One step by itself at a smaller size."""
        return divided(self._runs(size, step), self._runs(smaller, step))

    def slower(self, size: int, peer: str, step: str) -> float | None:
        """How many times as long as a step of ours a peer takes."""
        return divided(self.peers.get(size, {}).get(peer, []), self._runs(size, step))

    def spread(self, size: int, step: str) -> float:
        """The slowest round of a step by its fastest."""
        samples = self._runs(size, step)
        return max(each.seconds for each in samples) / min(each.seconds for each in samples)

    def extra_start(self) -> float:
        """Seconds that `mcpgen --help` takes above Python that does nothing."""
        return middle(self.starts["mcpgen --help"]).seconds - middle(self.starts["python -c pass"]).seconds

    def _runs(self, size: int, step: str) -> list[Sample]:
        return self.sizes.get(size, {}).get(step, [])


def divided(ones: Sequence[Sample], others: Sequence[Sample]) -> float | None:
    """The median of the rounds' ratios, on the clock; None where one of the two was not measured.

    Both were run in every round, close together, so that a slow round slows both.
    """
    ratios = [one.seconds / other.seconds for one, other in zip(ones, others, strict=False)]
    return median(ratios) if ratios else None
