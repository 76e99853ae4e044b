"""Lint over whole servers: remarks at their lines, and the edits that answer them."""

from __future__ import annotations

from pathlib import Path

from mcpgen.catalog.edit import Edit
from mcpgen.checks.lint.remark import Fix, Severity
from mcpgen.checks.lint.rules import RULES, chosen
from mcpgen.errors import Place, Problem
from mcpgen.stages.lint import Linted, edits_by_file, linted
from mcpgen.stages.server import unchecked
from tests.stages.samples import load, rendered, small

RATE, CORS = "nginx.ingress.kubernetes.io/rate-limit", "nginx.ingress.kubernetes.io/cors-allow-origin"
FIELD = "mcp.a.ingress.annotations"
FIELDS = f"""\
    ingress:
      enabled: true
      allowlist: [10.0.0.0/8]
      annotations:
        {RATE}: "5"
        {CORS}: "*"
"""
RENAME, BELOW = "nginx.ingress.kubernetes.io/limit-rpm", ("nginx.ingress.kubernetes.io/enable-cors", "true")


def found(text: str, *codes: str) -> list[Linted]:
    """What lint says of the server `a` in all environments."""
    return [
        each for server, objects in unchecked(load(text), "a") for each in linted(server, objects, chosen(RULES, codes, ()))
    ]


def test_remarks_at_their_lines() -> None:
    """A code before the message, the key's place for annotations, and the fix where there is one right answer."""
    rate = Problem(
        Place("catalog.yaml", 12, 9),
        f"{FIELD}.{RATE}",
        "MCP201: no such annotation: the controller does not read it",
        f"did you mean `{RENAME}`?",
    )
    cors = Problem(
        Place("catalog.yaml", 13, 9),
        f"{FIELD}.{CORS}",
        'MCP202: no effect without `enable-cors: "true"`',
        f'write `{BELOW[0]}: "true"` beside it',
    )
    expected = [
        Linted("MCP201", Severity.WARNING, rate, Fix(rename=RENAME)),
        Linted("MCP202", Severity.WARNING, cors, Fix(entry=BELOW)),
    ]
    assert found(small(FIELDS)) == [*expected, *expected]


def test_only_the_rules_that_are_asked_for() -> None:
    """By their codes."""
    assert {each.code for each in found(small(FIELDS), "MCP202")} == {"MCP202"}
    assert found(small(FIELDS), "MCP1") == []


def test_edits_are_made_once() -> None:
    """Both environments see the same line; what has no fix needs no edit."""
    assert edits_by_file(found(small(FIELDS))) == {
        Path("catalog.yaml"): {
            Edit(Place("catalog.yaml", 12, 9), RATE, rename=RENAME),
            Edit(Place("catalog.yaml", 13, 9), CORS, below=BELOW),
        }
    }
    assert edits_by_file(found(small("    ingress: {enabled: true}\n"))) == {}


def test_warnings_go_with_a_server() -> None:
    """A sync counts them, each once, without reading the server again; a server without remarks has none."""
    assert {each.message[:6] for each in rendered(small(FIELDS)).warnings} == {"MCP201", "MCP202"}
    assert len(rendered(small(FIELDS)).warnings) == 2
    assert rendered(small()).warnings == frozenset()
