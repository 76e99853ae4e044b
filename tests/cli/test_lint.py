"""`mcpgen lint`: what it says, how it ends, and what --fix writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mcpgen import pipeline
from mcpgen.checks.lint.remark import Fix, Severity
from mcpgen.errors import Place, Problem
from mcpgen.stages.lint import Linted
from mcpgen.tree.errors import Refused
from tests.conftest import servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RATE, RPM = "nginx.ingress.kubernetes.io/rate-limit", "nginx.ingress.kubernetes.io/limit-rpm"
CORS, ENABLE = "nginx.ingress.kubernetes.io/cors-allow-origin", "nginx.ingress.kubernetes.io/enable-cors"
HEAD = f"{servers('a')}    ingress:\n      enabled: true\n      allowlist: [10.0.0.0/8]\n      annotations:"
WARNS = f'{HEAD}\n        {RATE}: "5"  # a minute\n        {CORS}: "*"\n'
SAID = (
    f"catalog.yaml:12:9: mcp.a.ingress.annotations.{RATE}: MCP201: no such annotation: the controller does not read it, "
    f"did you mean `{RPM}`? (warning)\n",
    f'catalog.yaml:13:9: mcp.a.ingress.annotations.{CORS}: MCP202: no effect without `enable-cors: "true"`, '
    f'write `{ENABLE}: "true"` beside it (warning)\n',
)
OTHER = f"{servers('a', 'b')}".partition("8000\n")[2] + HEAD.partition("8000\n")[2] + "\n"
STOPS = f"{servers('a')}    replicas: 2\n    ingress: {{enabled: true, sessions: none, allowlist: [10.0.0.0/8]}}\n"


def ran(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen lint`."""
    done = mcpgen("lint", *words, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def test_nothing(write: Callable[[str], Path]) -> None:
    """It says so, and ends with 0."""
    folder = write(servers("a")).parent
    assert ran(folder) == (0, "", "nothing to remark\n")
    assert ran(folder, "--format", "json") == (0, "[]\n", "")
    assert ran(folder, "--format", "github") == (0, "", "")


def test_warnings(write: Callable[[str], Path]) -> None:
    """Each with its place and its remedy, on stderr; the end is 1."""
    assert ran(write(WARNS).parent) == (1, "", f"{''.join(SAID)}2 warnings\n")


def test_errors_outrank_warnings(write: Callable[[str], Path]) -> None:
    """What would stop a sync ends with 3, as a sync does."""
    folder = write(STOPS.replace("allowlist: [10.0.0.0/8]", "idleTimeout: 5, sse: true")).parent
    code, out, err = ran(folder)
    assert (code, out, err.splitlines()[-1]) == (3, "", "1 error, 2 warnings")
    assert ran(folder, "--ignore", "MCP101")[0] == 1
    assert mcpgen("sync", cwd=folder).returncode == 3


def test_an_invalid_catalog(write: Callable[[str], Path]) -> None:
    """It is told as everywhere, and nothing is linted."""
    folder = write(servers("a").replace("8000", "0")).parent
    said = "catalog.yaml:7:11: mcp.a.port: expected 1-65535, got 0, write the port that the server listens on\n1 problem\n"
    assert ran(folder) == (3, "", said)
    code, out, err = ran(folder, "--format", "json")
    assert (code, json.loads(out)["valid"], err) == (3, False, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--select", "MCP201"), f"{SAID[0]}1 warning\n"),
        (("--select", "MCP2", "--ignore", "MCP201"), f"{SAID[1]}1 warning\n"),
        (("--ignore", "MCP2"), "nothing to remark\n"),
    ],
)
def test_choice(write: Callable[[str], Path], words: tuple[str, ...], said: str) -> None:
    """By the beginnings of codes."""
    assert ran(write(WARNS).parent, *words)[2] == said


def test_formats_for_machines(write: Callable[[str], Path]) -> None:
    """They go to stdout, with the same exit code."""
    folder = write(WARNS).parent
    code, out, err = ran(folder, "--format", "json")
    assert (code, [each["code"] for each in json.loads(out)], err) == (1, ["MCP201", "MCP202"], "")
    code, out, err = ran(folder, "--format", "sarif")
    assert (code, [each["ruleId"] for each in json.loads(out)["runs"][0]["results"]], err) == (1, ["MCP201", "MCP202"], "")
    code, out, err = ran(folder, "--format", "github")
    assert (code, [line[:46] for line in out.splitlines()], err) == (
        1,
        ["::warning file=catalog.yaml,line=12,col=9,titl", "::warning file=catalog.yaml,line=13,col=9,titl"],
        "",
    )


def test_fix(write: Callable[[str], Path]) -> None:
    """The name and the missing entry, and nothing else of the file; a second time there is nothing to do."""
    path = write(WARNS)
    assert ran(path.parent, "--fix") == (0, "", "2 fixed in the catalog\nnothing to remark\n")
    assert path.read_text() == f'{HEAD}\n        {RPM}: "5"  # a minute\n        {CORS}: "*"\n        {ENABLE}: "true"\n'
    assert ran(path.parent, "--fix") == (0, "", "0 fixed in the catalog\nnothing to remark\n")


def test_fix_leaves_braces_alone(write: Callable[[str], Path]) -> None:
    """A mapping on one line is counted and left; the file keeps its bytes."""
    path = write(f'{HEAD} {{{RATE}: "5"}}\n')
    before = path.read_bytes()
    code, out, err = ran(path.parent, "--fix")
    assert (code, out, err.splitlines()[0]) == (
        1,
        "",
        "0 fixed in the catalog, 1 left: mappings in braces are changed by hand",
    )
    assert path.read_bytes() == before


def test_fix_of_an_included_file(write: Callable[[str], Path]) -> None:
    """The file that wrote it is changed, with its line ends; the catalog is not."""
    path = write("include: [teams/*.yaml]\nenvironments: {e: {namespace: m, domain: example.com}}\n")
    included = path.parent / "teams/x.yaml"
    included.parent.mkdir()
    body = WARNS.partition("mcp:\n")[2]
    included.write_bytes(f"mcp:\n{body}".replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert ran(path.parent, "--fix") == (0, "", "2 fixed in the catalog\nnothing to remark\n")
    wanted = f'mcp:\n{body}        {ENABLE}: "true"\n'.replace(RATE, RPM).replace("\n", "\r\n")
    assert (included.read_bytes(), path.read_bytes()) == (wanted.encode(), before)


def test_fix_of_braces_over_lines(write: Callable[[str], Path]) -> None:
    """What would be no YAML any more is left, and the rest is fixed."""
    path = write(f'{HEAD} {{\n        {CORS}: "*"}}\n{OTHER}        {RATE}: "5"\n')
    code, out, err = ran(path.parent, "--fix")
    assert (code, out, err.splitlines()[0]) == (
        1,
        "",
        "1 fixed in the catalog, 1 left: mappings in braces are changed by hand",
    )
    assert path.read_text() == f'{HEAD} {{\n        {CORS}: "*"}}\n{OTHER}        {RPM}: "5"\n'


def test_fix_that_would_break_the_catalog(write: Callable[[str], Path]) -> None:
    """The edited catalog is loaded in memory first: where it has new problems, no byte is written."""
    path = write(WARNS)
    problem = Problem(Place(str(path), 7, 5), "mcp.a.ingress.annotations.port", "MCP202: x")
    wrong = Linted("MCP202", Severity.WARNING, problem, Fix(entry=("prt", "true")))
    with pytest.raises(Refused) as raised:
        pipeline.fix(path, [wrong])
    assert raised.value.lines == (
        f"{path}:8:5: mcp.a.prt: unknown field, did you mean `port`?",
        "nothing was fixed: with the edits, the catalog would have these problems",
    )
    assert path.read_text() == WARNS


def test_fix_does_not_rename_onto_a_name_that_is_there(write: Callable[[str], Path]) -> None:
    """Two keys of one name would not load: the rename is the writer's to decide."""
    path = write(f'{HEAD}\n        {RATE}: "5"\n        {RPM}: "6"\n')
    before = path.read_bytes()
    assert ran(path.parent, "--fix") == (1, "", f"0 fixed in the catalog\n{SAID[0]}1 warning\n")
    assert path.read_bytes() == before
