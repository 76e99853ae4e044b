"""The tables, to the letter."""

from __future__ import annotations

import pytest

from bench.report import BEGIN, END, placed, report, table
from tests.bench.samples import results

REPORT = """\
### Machine

- cores: 2
- Python: 3.11.7
- rounds: 3

### Targets

| target                                    |             limit |   measured |      reached |
| ----------------------------------------- | ----------------: | ---------: | -----------: |
| cold sync by floor, 100 servers           | at most 2.5 times | 2.00 times |          yes |
| cold sync by floor, 1,000 servers         | at most 2.5 times | 2.00 times |          yes |
| no-op sync, 1,000 servers                 |       at most 2 s |     1.50 s |          yes |
| cold sync, 10,000 servers by 1,000        |  at most 11 times |          - | not measured |
| no-op sync, 10,000 servers by 1,000       |  at most 11 times |          - | not measured |
| memory of a cold sync, 10,000 servers     |     at most 1 GiB |          - | not measured |
| `mcpgen --help` above bare Python         |    at most 0.25 s |     0.25 s |          yes |
| peer, by cold sync, 100 servers           |  at least 5 times | 4.00 times |           NO |
| peer, by cold sync, 1,000 servers         |  at least 5 times | 5.00 times |          yes |
| peer, by one-server change, 100 servers   |  at least 5 times | 2.00 times |           NO |
| peer, by one-server change, 1,000 servers |  at least 5 times | 3.33 times |           NO |

### Seconds, and seconds of processor time

| step               |   100 servers | 1,000 servers |
| ------------------ | ------------: | ------------: |
| floor              | 0.25 s (0.12) | 2.00 s (1.00) |
| cold sync          | 0.50 s (0.25) | 4.00 s (2.00) |
| floor without sync | 0.12 s (0.06) | 0.38 s (0.19) |
| no-op sync         | 0.50 s (0.25) | 1.50 s (0.75) |
| one-server change  | 1.00 s (0.50) | 3.00 s (1.50) |

### Ratios

| ratio                                 | 100 servers | 1,000 servers |
| ------------------------------------- | ----------: | ------------: |
| cold sync by floor                    |        2.00 |          2.00 |
| cold sync by floor without sync       |        4.00 |          5.33 |
| no-op sync by cold sync               |        1.00 |          0.75 |
| one-server change by no-op sync       |        2.00 |          2.00 |
| cold sync by that of the size before  |           - |          8.00 |
| no-op sync by that of the size before |           - |          3.00 |
| slowest by fastest round: floor       |        1.00 |         10.00 |
| slowest by fastest round: cold sync   |        1.00 |         20.00 |
| slowest by fastest round: no-op sync  |        1.00 |          1.00 |

### Memory of a cold sync

|                              | 100 servers | 1,000 servers |
| ---------------------------- | ----------: | ------------: |
| files written                |       1,552 |        15,502 |
| largest process (ru_maxrss)  |     100 MiB |       100 MiB |
| all processes together (PSS) |     150 MiB |             - |

### Start of the program

| program        |   clock | processor |
| -------------- | ------: | --------: |
| python -c pass | 0.250 s |     0.125 |
| mcpgen --help  | 0.500 s |     0.250 |

### Peers

| program                   |   100 servers |   1,000 servers |
| ------------------------- | ------------: | --------------: |
| mcpgen, cold sync         | 0.50 s (0.25) |   4.00 s (2.00) |
| mcpgen, one-server change | 1.00 s (0.50) |   3.00 s (1.50) |
| peer                      | 2.00 s (1.00) | 20.00 s (10.00) |
"""


def test_a_table_is_as_wide_as_its_cells() -> None:
    """The first column on the left, the others on the right."""
    assert table(("step", "s"), [("cold", "10.00"), ("a longer one", "1.5")]) == (
        "| step         |     s |\n| ------------ | ----: |\n| cold         | 10.00 |\n| a longer one |   1.5 |"
    )


def test_the_whole_report() -> None:
    """Every table of known results."""
    assert report(results()) == REPORT


def test_peers_that_were_not_measured_are_told() -> None:
    """Not an empty table."""
    found = results()
    found.peers.clear()
    assert report(found).endswith("### Peers\n\nNot measured in this run.\n")


def test_text_is_placed_between_the_markers() -> None:
    """What stood there goes, the rest stays."""
    assert placed(f"a\n{BEGIN}old\n{END}z\n", "new") == f"a\n{BEGIN}\nnew\n{END}z\n"


@pytest.mark.parametrize("document", ["", BEGIN, END])
def test_a_page_without_markers_is_refused(document: str) -> None:
    """Rather than losing its text."""
    with pytest.raises(ValueError, match="the document needs the lines"):
        placed(document, "new")
