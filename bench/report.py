"""The results as tables: Markdown that also reads well in a terminal."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bench.measure import middle
from bench.targets import AGAINST_PEERS, targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.measure import Sample
    from bench.results import Results, Runs

BEGIN = "<!-- written by `python -m bench.run --write`: begin -->\n"
END = "<!-- end -->\n"
_MIB = 1 << 20


def report(results: Results) -> str:
    """All tables, each under its heading."""
    facts = "\n".join(f"- {name}: {value}" for name, value in {**results.machine, "rounds": results.repeat}.items())
    parts = [
        ("Machine", facts),
        ("Targets", _targets(results)),
        ("Seconds, and seconds of processor time", _times(results.sizes)),
        ("Ratios", _ratios(results)),
        ("Memory of a cold sync", _memory(results)),
        ("Start of the program", _starts(results)),
        ("Peers", _peers(results) if results.peers else "Not measured in this run."),
    ]
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with columns as wide as their widest cell; the first is left-aligned, the others right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    filled = [[line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in [filled[0], rule, *filled[1:]])


def placed(document: str, text: str) -> str:
    """The document with `text` between its markers. Raises ValueError where they are missing."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document needs the lines {BEGIN.strip()} and {END.strip()}")
    return f"{before}{begin}\n{text}\n{end}{after}"


def _targets(results: Results) -> str:
    rows = [
        (
            each.name,
            each.limit,
            each.measured or "-",
            "not measured" if each.measured is None else "yes" if each.reached else "NO",
        )
        for each in targets(results)
    ]
    return table(("target", "limit", "measured", "reached"), rows)


def _times(sizes: dict[int, Runs]) -> str:
    steps = list(next(iter(sizes.values())))
    rows = [(step, *(_cell(runs[step]) for runs in sizes.values())) for step in steps]
    return table(("step", *(f"{size:,} servers" for size in sizes)), rows)


def _cell(samples: Sequence[Sample]) -> str:
    found = middle(samples)
    return f"{found.seconds:.2f} s ({found.cpu:.2f})"


def _ratios(results: Results) -> str:
    sizes = list(results.sizes)
    pairs = [("cold sync", "floor"), ("cold sync", "floor without sync"), ("no-op sync", "cold sync")]
    pairs += [("one-server change", "no-op sync")]
    rows = [(f"{one} by {other}", *(_times_as(results.ratio(size, one, other)) for size in sizes)) for one, other in pairs]
    for step in ("cold sync", "no-op sync"):
        grown = [_times_as(results.growth(size, before, step)) for before, size in pairwise(sizes)]
        rows.append((f"{step} by that of the size before", "-", *grown))
    rows += [
        (f"slowest by fastest round: {step}", *(_times_as(results.spread(size, step)) for size in sizes))
        for step in ("floor", "cold sync", "no-op sync")
    ]
    return table(("ratio", *(f"{size:,} servers" for size in sizes)), rows)


def _times_as(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _memory(results: Results) -> str:
    largest = [_mebibytes(middle(runs["cold sync"]).largest) for runs in results.sizes.values()]
    rows = [
        ("files written", *(f"{results.files[size]:,}" for size in results.sizes)),
        ("largest process (ru_maxrss)", *largest),
        ("all processes together (PSS)", *(_mebibytes(results.memory[size]) for size in results.sizes)),
    ]
    return table(("", *(f"{size:,} servers" for size in results.sizes)), rows)


def _mebibytes(count: int | None) -> str:
    return "-" if count is None else f"{count / _MIB:,.0f} MiB"


def _starts(results: Results) -> str:
    rows = [(name, f"{found.seconds:.3f} s", f"{found.cpu:.3f}") for name, found in _middles(results.starts)]
    return table(("program", "clock", "processor"), rows)


def _middles(runs: Runs) -> list[tuple[str, Sample]]:
    return [(name, middle(samples)) for name, samples in runs.items()]


def _peers(results: Results) -> str:
    """Times; the ratios are those of the targets."""
    sizes = list(results.peers)
    ours = [(f"mcpgen, {step}", *(_cell(results.sizes[size][step]) for size in sizes)) for step in AGAINST_PEERS]
    rows = [(peer, *(_cell(results.peers[size][peer]) for size in sizes)) for peer in results.peers[sizes[0]]]
    return table(("program", *(f"{size:,} servers" for size in sizes)), [*ours, *rows])
