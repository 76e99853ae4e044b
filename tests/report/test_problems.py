"""Problems as lines for people and as JSON for machines."""

from __future__ import annotations

import json

import pytest

from mcpgen.errors import Place, Problem
from mcpgen.report.problems import problems_json, problems_text, warned

PORT = Problem(Place("catalog.yaml", 12, 7), "mcp.search.port", "expected 1-65535, got 99999", "write a port")
EMPTY = Problem(Place("servers/é.yaml"), "", 'the "file" is empty')


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        ([], "0 problems"),
        ([PORT], "catalog.yaml:12:7: mcp.search.port: expected 1-65535, got 99999, write a port\n1 problem"),
        (
            [PORT, EMPTY],
            "catalog.yaml:12:7: mcp.search.port: expected 1-65535, got 99999, write a port\n"
            'servers/é.yaml:1:1: the "file" is empty\n'
            "2 problems",
        ),
        ([Problem(Place("c"), "mcp.a\nb", "\x1b[31m")], "c:1:1: mcp.a\\nb: \\x1b[31m\n1 problem"),
    ],
    ids=["none", "one", "two", "control characters"],
)
def test_text(problems: list[Problem], text: str) -> None:
    """A line for each problem in the order given, whatever characters it quotes, and a line that counts them."""
    assert problems_text(iter(problems)) == text


def test_json() -> None:
    """One object for each problem, with every part of it under a name of its own."""
    assert problems_json(iter([PORT, EMPTY])) == (
        """\
{
  "valid": false,
  "problems": [
    {
      "file": "catalog.yaml",
      "line": 12,
      "column": 7,
      "field": "mcp.search.port",
      "message": "expected 1-65535, got 99999",
      "remedy": "write a port"
    },
    {
      "file": "servers/\\u00e9.yaml",
      "line": 1,
      "column": 1,
      "field": "",
      "message": "the \\"file\\" is empty",
      "remedy": ""
    }
  ]
}"""
    )
    assert json.loads(problems_json([EMPTY]))["problems"][0]["file"] == "servers/é.yaml"


def test_json_of_a_valid_catalog() -> None:
    """No problem is said, not left to be guessed from an empty output."""
    assert problems_json(()) == '{\n  "valid": true,\n  "problems": []\n}'
    assert problems_json((), 2) == '{\n  "valid": true,\n  "problems": [],\n  "warnings": 2\n}'


def test_warnings_in_one_line() -> None:
    """A line below the verdict; nothing where lint has nothing to say."""
    assert [warned(count) for count in (0, 1, 13)] == [
        "",
        "\nlint: 1 warning, see `mcpgen lint`",
        "\nlint: 13 warnings, see `mcpgen lint`",
    ]
