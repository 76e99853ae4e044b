"""Lint for people, machines, code scanning and pull requests."""

from __future__ import annotations

import json

import pytest

from mcpgen.checks.lint.remark import Fix, Severity
from mcpgen.checks.lint.rules import ALL
from mcpgen.errors import Place, Problem
from mcpgen.report.lint import lint_github, lint_json, lint_sarif, lint_text
from mcpgen.stages.lint import Linted

ERROR = Linted(
    "MCP101", Severity.ERROR, Problem(Place("catalog.yaml", 3, 5), "mcp.a.sessions", "MCP101: 50% are lost", "write 1")
)
WARNING = Linted(
    "MCP201", Severity.WARNING, Problem(Place("t/a,b.yaml", 7, 9), "mcp.b.x", "MCP201: no such\nthing", "remove it"), Fix("y")
)
LINES = (
    "catalog.yaml:3:5: mcp.a.sessions: MCP101: 50% are lost, write 1 (error)",
    "t/a,b.yaml:7:9: mcp.b.x: MCP201: no such\\nthing, remove it (warning)",
)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "nothing to remark"),
        ([ERROR], f"{LINES[0]}\n1 error"),
        ([WARNING, WARNING], f"{LINES[1]}\n{LINES[1]}\n2 warnings"),
        ([ERROR, WARNING], f"{LINES[0]}\n{LINES[1]}\n1 error, 1 warning"),
    ],
)
def test_text(found: list[Linted], said: str) -> None:
    """A line each, then how many."""
    assert lint_text(found) == said


def test_json() -> None:
    """All parts of each; the message without its code, which stands beside it."""
    assert json.loads(lint_json([ERROR, WARNING])) == [
        {
            "code": "MCP101",
            "severity": "error",
            "file": "catalog.yaml",
            "line": 3,
            "column": 5,
            "field": "mcp.a.sessions",
            "message": "50% are lost",
            "remedy": "write 1",
            "fixable": False,
        },
        {
            "code": "MCP201",
            "severity": "warning",
            "file": "t/a,b.yaml",
            "line": 7,
            "column": 9,
            "field": "mcp.b.x",
            "message": "no such\nthing",
            "remedy": "remove it",
            "fixable": True,
        },
    ]
    assert lint_json([]) == "[]"


def test_github() -> None:
    """Workflow commands, with what would end a line or a property escaped."""
    assert lint_github([ERROR, WARNING]).splitlines() == [
        "::error file=catalog.yaml,line=3,col=5,title=MCP101::mcp.a.sessions: MCP101: 50%25 are lost, write 1",
        "::warning file=t/a%2Cb.yaml,line=7,col=9,title=MCP201::mcp.b.x: MCP201: no such%0Athing, remove it",
    ]
    assert lint_github([]) == ""


def test_sarif() -> None:
    """One run with every rule, and a result for each remark; the whole of it, as SARIF 2.1.0 names the fields."""
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "helpUri": f"docs/lint.md#{rule.code.lower()}",
            "defaultConfiguration": {"level": str(rule.severity)},
        }
        for rule in ALL
    ]
    region = {"startLine": 3, "startColumn": 5}
    result = {
        "ruleId": "MCP101",
        "level": "error",
        "message": {"text": "mcp.a.sessions: 50% are lost, write 1"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "catalog.yaml"}, "region": region}}],
    }
    driver = {"name": "mcpgen", "informationUri": "docs/lint.md", "rules": rules}
    assert json.loads(lint_sarif([ERROR])) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [result]}],
    }
    assert json.loads(lint_sarif([]))["runs"][0]["results"] == []


def test_a_path_in_sarif_is_a_uri() -> None:
    """Spaces and letters beyond ASCII are percent-encoded."""
    odd = Linted("MCP301", Severity.WARNING, Problem(Place("a b/é.yaml"), "mcp.a.image", "MCP301: moves", "pin it"))
    location = json.loads(lint_sarif([odd]))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "a%20b/%C3%A9.yaml"}
