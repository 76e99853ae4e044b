"""The benchmark: `python -m bench.run [--servers 100,1000,10000] [--no-peers] [--repeat N] [--write]`.

Each round runs every step of every size, and every peer, one after the other: what disturbs the machine disturbs them all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import peers
from bench.machine import load, loop, machine, node
from bench.measure import Failed
from bench.report import placed, report
from bench.results import Results
from bench.steps import STEPS, memory, prepared, start_of_mcpgen, start_of_python

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measure import Sample
    from bench.peers import Way
    from bench.results import Runs
    from bench.steps import Stand

DOCUMENT = Path(__file__).parents[1] / "docs/performance.md"
PEERS_UP_TO = 1000
_STARTS = 5


def main(words: Sequence[str] | None = None) -> int:
    """Measures and prints the tables; with --write they go into docs/performance.md too. 1 when something fails."""
    asked = _arguments(words)
    try:
        if asked.peers:
            peers.install()
        with tempfile.TemporaryDirectory(prefix="mcpgen-bench-") as folder:
            text = report(measured(Path(folder), asked.servers, repeat=asked.repeat, with_peers=asked.peers))
    except Failed as error:
        sys.stderr.write(f"ERROR: nothing was reported, for this failed: {error}\n")
        return 1
    sys.stdout.write(text)
    if asked.write:
        DOCUMENT.write_text(placed(DOCUMENT.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 0


def measured(folder: Path, sizes: Sequence[int], *, repeat: int, with_peers: bool) -> Results:
    """All figures, measured in `folder`. Raises Failed when a program fails or a peer writes other objects."""
    results = Results(repeat, {**machine(folder), "load at the start": load(), "3 million additions at the start": loop()})
    if with_peers:
        results.machine["Node.js"] = node()
    stands = [_ready(folder, size, results) for size in sorted(sizes)]
    compared = {stand.servers: peers.ways(stand) for stand in stands if with_peers and stand.servers <= PEERS_UP_TO}
    for number in range(repeat):
        for stand in stands:
            _say(f"round {number + 1} of {repeat}: {stand.servers} servers")
            _steps(stand, results)
            for way in compared.get(stand.servers, ()):
                _peer(way, stand, results, check=number == 0 and stand is stands[0])
        _starts(results)
    for stand in stands:
        _say(f"memory: {stand.servers} servers")
        results.memory[stand.servers] = memory(stand)
    results.machine |= {"load at the end": load(), "3 million additions at the end": loop()}
    return results


def _ready(folder: Path, size: int, results: Results) -> Stand:
    _say(f"getting {size} servers ready")
    stand = prepared(folder, size)
    results.files[size] = stand.files
    return stand


def _steps(stand: Stand, results: Results) -> None:
    runs = results.sizes.setdefault(stand.servers, {})
    for name, step in STEPS.items():
        _note(runs, name, step(stand))


def _peer(way: Way, stand: Stand, results: Results, *, check: bool) -> None:
    """One run of a peer. `check`: what it wrote must be the objects that it was given."""
    runs = results.peers.setdefault(stand.servers, {})
    _note(runs, way.name, peers.run(way))
    if check:
        peers.checked(way)


def _note(runs: Runs, name: str, sample: Sample) -> None:
    """Keeps a sample, and tells it at once: a long run that is stopped has said something."""
    runs.setdefault(name, []).append(sample)
    _say(f"  {name}: {sample.seconds:.2f} s ({sample.cpu:.2f})")


def _starts(results: Results) -> None:
    for _ in range(_STARTS):
        results.starts.setdefault("python -c pass", []).append(start_of_python())
        results.starts.setdefault("mcpgen --help", []).append(start_of_mcpgen())


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=(__doc__ or "").partition("\n\n")[2])
    parser.add_argument("--servers", type=_sizes, default="100,1000,10000", help="sizes of the fleets, with commas between")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True, help="measure kapitan and cdk8s too")
    parser.add_argument("--repeat", type=int, default=3, help="rounds; the median counts")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    return parser.parse_args(words)


def _sizes(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
