"""docs/plan.md has a section and a line of its table for every class of dangers, and no other."""

from __future__ import annotations

import re

from mcpgen.checks.dangers.classes import ALL
from tests.tools import ROOT

TEXT = (ROOT / "docs/plan.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_program() -> None:
    """Name, severity and title, in the program's order; each name leads to its section."""
    rows = re.findall(r"^\| \[([a-z-]+)\]\(#([a-z-]+)\) \| (\w+) \| (.*) \|$", TEXT, re.MULTILINE)
    assert rows == [(each.name, each.name, str(each.severity), each.title) for each in ALL]


def test_each_class_has_its_section() -> None:
    """With what is found, why it hurts, and the way out."""
    sections = re.findall(r"^## ([a-z-]+)\n\n\*\*.+?\n\nWhy it hurts: .+?\n\nWay out", TEXT, re.MULTILINE | re.DOTALL)
    assert sections == [each.name for each in ALL]
    assert re.findall(r"^## ([a-z-]+)$", TEXT, re.MULTILINE) == sections
