"""The whole benchmark, at a size that says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench import run
from bench.measure import Failed
from bench.report import BEGIN, END, placed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with markers, in place of the real one."""
    path = tmp_path / "performance.md"
    path.write_text(f"before\n{BEGIN}old\n{END}after\n")
    monkeypatch.setattr(run, "DOCUMENT", path)
    return path


def test_the_tables_are_printed_and_written(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page holds what was printed; text around it stays."""
    assert run.main(["--servers", "2,1", "--no-peers", "--repeat", "1", "--write"]) == 0
    printed = capsys.readouterr().out
    assert document.read_text() == f"before\n{BEGIN}\n{printed}\n{END}after\n"
    heads = re.findall(r"^\| step.*\|$", printed, re.MULTILINE)[0].split("|")[2:-1]
    assert [head.strip() for head in heads] == ["1 servers", "2 servers"]
    assert "Not measured in this run." in printed


def test_without_write_the_page_stays(document: Path) -> None:
    """Printed only."""
    before = document.read_text()
    assert run.main(["--servers", "1", "--no-peers", "--repeat", "1"]) == 0
    assert document.read_text() == before


def test_a_peer_that_cannot_be_installed_ends_it_with_1(
    document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Loudly, and with the page as it was."""

    def refused() -> None:
        raise Failed("no way to the registry")

    monkeypatch.setattr("bench.peers.install", refused)
    before = document.read_text()
    assert run.main(["--servers", "1", "--write"]) == 1
    assert capsys.readouterr().err == "ERROR: nothing was reported, for this failed: no way to the registry\n"
    assert document.read_text() == before


def test_the_real_page_has_its_markers() -> None:
    """Once each."""
    assert run.DOCUMENT.name == "performance.md"
    text = run.DOCUMENT.read_text(encoding="utf-8")
    assert placed(text, "new").count(BEGIN) == 1 == text.count(END)
