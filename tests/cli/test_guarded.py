"""An invalid catalog on its way out of a command."""

from __future__ import annotations

import json

import pytest
import typer

from mcpgen.cli.guarded import guarded
from mcpgen.cli.options import Format
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.tree.errors import Failed

PROBLEMS = [Problem(Place("c.yaml", 2, 7), "mcp.a.port", "missing", "write it"), Problem(Place("c.yaml"), "", "odd")]


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Problems in the order of the file and their number on stderr; exit 3."""
    with pytest.raises(typer.Exit) as raised, guarded():
        raise Invalid(PROBLEMS)
    assert raised.value.exit_code == 3
    assert capsys.readouterr() == ("", "c.yaml:1:1: odd\nc.yaml:2:7: mcp.a.port: missing, write it\n2 problems\n")


def test_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    """The same in one JSON document on stdout; exit 3."""
    with pytest.raises(typer.Exit) as raised, guarded(Format.JSON):
        raise Invalid(PROBLEMS)
    out, err = capsys.readouterr()
    assert (raised.value.exit_code, err) == (3, "")
    assert json.loads(out) == {
        "valid": False,
        "problems": [
            {"file": "c.yaml", "line": 1, "column": 1, "field": "", "message": "odd", "remedy": ""},
            {"file": "c.yaml", "line": 2, "column": 7, "field": "mcp.a.port", "message": "missing", "remedy": "write it"},
        ],
    }


@pytest.mark.parametrize("error", [Failed("the disk is full"), RuntimeError("a bug"), typer.Exit(1)])
def test_other_errors_pass(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not about the catalog is for the last stop of the program."""
    with pytest.raises(type(error)) as raised, guarded(Format.JSON):
        raise error
    assert raised.value is error
    assert capsys.readouterr() == ("", "")


def test_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Where all is well nothing is said."""
    with guarded():
        pass
    assert capsys.readouterr() == ("", "")
