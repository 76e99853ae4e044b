"""README.md and docs/ say what is true: their commands print what stands below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mcpgen.errors import Exit
from tests.documents import DOCUMENTS, commands, prepared, rewritten
from tests.tools import ROOT, mcpgen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_print_what_the_document_shows(document: Path, tmp_path: Path) -> None:
    """Each document's commands run in order, from a fresh copy. `python -m tests.documents` writes what they print."""
    text = document.read_text(encoding="utf-8")
    assert rewritten(text, prepared(tmp_path)) == text


def test_a_wrong_output_is_seen(tmp_path: Path) -> None:
    """The comparison can fail: an output that is not what the command prints is replaced."""
    assert rewritten("```console\n$ echo new\nold\n```\n", prepared(tmp_path)) == "```console\n$ echo new\nnew\n```\n"


def test_every_command_has_its_help_in_the_docs() -> None:
    """docs/commands.md shows the help of each command that the program has."""
    listed = mcpgen("--help", cwd=ROOT).stdout.partition("Commands")[2]
    names = re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)
    shown = commands((ROOT / "docs/commands.md").read_text(encoding="utf-8"))
    assert [name for name in names if f"mcpgen {name} --help" not in shown] == []
    assert len(names) >= 8


def test_exit_codes_are_those_of_the_program() -> None:
    """README's table has a line for each code, and no other."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"^\| ([0-9]) \|", text, re.MULTILINE)] == sorted(Exit)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link names a file of the repository."""
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_two_commands_of_the_readme_exist() -> None:
    """What the README tells a newcomer to run first is what CI runs."""
    ci = (ROOT / ".ci/run").read_text()
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("bash .ci/demo", "bash .ci/test"):
        assert f"\n    {command}\n" in text
        assert command in ci
