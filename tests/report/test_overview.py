"""The table of servers, for people and for machines."""

from __future__ import annotations

from mcpgen.report.overview import overview_json, overview_text
from mcpgen.stages.overview import Row

DIGEST = "0123456789abcdef" * 4
ROWS = [
    Row("search", "production", f"ghcr.io/org/search:v1@sha256:{DIGEST}", "2-10", "mcp-search.example.com", drift=True),
    Row("a", "staging", "org/a:v1", "0", "", drift=False),
    Row("pinned", "staging", f"reg:5000/a@sha256:{DIGEST}", "12", "a.example.com", drift=False),
]


def test_text() -> None:
    """Columns as wide as their widest cell, no blanks at the ends of lines, `-` for what is not there, digests cut."""
    assert overview_text(ROWS).splitlines() == [
        "SERVER  ENVIRONMENT  IMAGE                               REPLICAS  HOST                    DRIFT",
        "search  production   ghcr.io/org/search:v1@0123456789ab  2-10      mcp-search.example.com  drift",
        "a       staging      org/a:v1                            0         -                       -",
        "pinned  staging      reg:5000/a@0123456789ab             12        a.example.com           -",
    ]


def test_text_without_rows() -> None:
    """A catalog whose servers are all disabled still shows what the columns would be."""
    assert overview_text([]) == "SERVER  ENVIRONMENT  IMAGE  REPLICAS  HOST  DRIFT"


def test_json() -> None:
    """Every row with all of its fields; digests whole, for machines compare them."""
    assert overview_json(ROWS[:2]) == (
        f"""\
[
  {{
    "server": "search",
    "environment": "production",
    "image": "ghcr.io/org/search:v1@sha256:{DIGEST}",
    "replicas": "2-10",
    "host": "mcp-search.example.com",
    "drift": true
  }},
  {{
    "server": "a",
    "environment": "staging",
    "image": "org/a:v1",
    "replicas": "0",
    "host": "",
    "drift": false
  }}
]"""
    )
    assert overview_json([]) == "[]"
