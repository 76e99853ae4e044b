"""Generated lines beside the lines that they come from."""

from __future__ import annotations

import json

from mcpgen.errors import Place
from mcpgen.report.explanations import explanations_json, explanations_text
from mcpgen.stages.explanation import Explanation

FOUND = [
    Explanation(2, "apiVersion: v1", "mcp.search", Place("catalog.yaml", 9, 5), written=False),
    Explanation(13, "  type: NodePort", "mcp.search.service.type", Place("teams/a.yaml", 12, 13), written=True),
    Explanation(14, f"  note: {'x' * 90}", "mcp.search.annotations", Place("catalog.yaml", 3, 1), written=True),
]


def test_text() -> None:
    """Columns; a long line runs over its own and moves no other."""
    assert explanations_text(FOUND).splitlines() == [
        f"   2  {'apiVersion: v1':72}  default for mcp.search at catalog.yaml:9:5",
        f"  13  {'  type: NodePort':72}  teams/a.yaml:12:13 mcp.search.service.type",
        f"  14    note: {'x' * 90}  catalog.yaml:3:1 mcp.search.annotations",
    ]


def test_json() -> None:
    """Every part by name."""
    assert json.loads(explanations_json(FOUND[:2])) == [
        {
            "line": 2,
            "text": "apiVersion: v1",
            "field": "mcp.search",
            "file": "catalog.yaml",
            "catalogLine": 9,
            "column": 5,
            "written": False,
        },
        {
            "line": 13,
            "text": "  type: NodePort",
            "field": "mcp.search.service.type",
            "file": "teams/a.yaml",
            "catalogLine": 12,
            "column": 13,
            "written": True,
        },
    ]
