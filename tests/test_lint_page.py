"""docs/lint.md has a section and a line of its table for every rule, and no other."""

from __future__ import annotations

import re

from mcpgen.checks.lint.rules import ALL
from tests.tools import ROOT

TEXT = (ROOT / "docs/lint.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_program() -> None:
    """Code, severity and title, in the program's order; each code leads to its section."""
    rows = re.findall(r"^\| \[(MCP\d+)\]\(#(mcp\d+)\) \| (\w+) \| (.*) \|$", TEXT, re.MULTILINE)
    assert rows == [(rule.code, rule.code.lower(), str(rule.severity), rule.title) for rule in ALL]


def test_each_rule_has_its_section() -> None:
    """With what is wrong, why it hurts, and what to write."""
    sections = re.findall(r"^## (MCP\d+)\n\n\*\*.+?\n\nWhy it hurts: .+?\n\nWrite: ", TEXT, re.MULTILINE | re.DOTALL)
    assert sections == [rule.code for rule in ALL]
    assert re.findall(r"^## (MCP\d+)$", TEXT, re.MULTILINE) == sections
