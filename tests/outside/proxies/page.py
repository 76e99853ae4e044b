"""The table of docs/streaming.md: `python -m tests.outside.proxies.page --write` makes the experiment and writes it."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING

from tests.outside.proxies import experiment
from tests.outside.proxies.ways import FACTOR, SILENCE
from tests.tools import ROOT

if TYPE_CHECKING:
    from tests.outside.proxies.experiment import Seen

PAGE = ROOT / "docs/streaming.md"
_PLACE = re.compile(
    r"(?<=<!-- written by `python -m tests\.outside\.proxies\.page --write`: begin -->\n).*(?=<!-- end -->)", re.DOTALL
)
_COLUMNS = ("Proxy", "What it is told", "Transport", "Events", f"{SILENCE} s of silence", "Sessions")


def table(seen: Seen) -> str:
    """What was seen; a dash where nothing was tried."""
    rows = [
        (*way, *(cells.get(check, "–") for check in ("events", "silence", "sessions")))  # noqa: RUF001
        for way, cells in seen.items()
    ]
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *rows]
    return f"All times are divided by {FACTOR}.\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def shown() -> str:
    """The table that the page has now."""
    found = _PLACE.search(PAGE.read_text(encoding="utf-8"))
    assert found, f"{PAGE} has lost the place for its table"
    return found[0]


def main() -> None:
    """Prints the table; with `--write`, puts it into the page."""
    logging.disable()
    text = table(experiment.run())
    sys.stdout.write(text)
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(_PLACE.sub(lambda _: text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
