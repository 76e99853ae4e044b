"""Lint for people, for machines, for code scanning (SARIF 2.1.0) and for a pull request on GitHub."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mcpgen.checks.lint.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcpgen.stages.lint import Linted

_DOCS = "docs/lint.md"


def lint_text(found: Sequence[Linted]) -> str:
    """A line for each remark, and how many there are of each severity."""
    lines = [f"{each.problem} ({each.severity})" for each in found]
    errors = sum(each.severity == "error" for each in found)
    counts = [(errors, "error"), (len(found) - errors, "warning")]
    told = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    return "\n".join([*lines, told or "nothing to remark"])


def lint_json(found: Sequence[Linted]) -> str:
    """A JSON list with a mapping for each remark."""
    return json.dumps([{"code": each.code, "severity": str(each.severity), **_where(each)} for each in found], indent=2)


def lint_github(found: Sequence[Linted]) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(_command(each) for each in found)


def lint_sarif(found: Sequence[Linted]) -> str:
    """One SARIF run, as code scanning takes it."""
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "helpUri": f"{_DOCS}#{rule.code.lower()}",
            "defaultConfiguration": {"level": str(rule.severity)},
        }
        for rule in ALL
    ]
    driver = {"name": "mcpgen", "informationUri": _DOCS, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(each) for each in found]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _where(each: Linted) -> dict[str, Any]:
    problem = each.problem
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "field": problem.field,
        "message": problem.message.removeprefix(f"{each.code}: "),
        "remedy": problem.remedy,
        "fixable": each.fix is not None,
    }


def _result(each: Linted) -> dict[str, Any]:
    place = each.problem.place
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
    return {
        "ruleId": each.code,
        "level": str(each.severity),
        "message": {"text": f"{each.problem.field}: {_where(each)['message']}, {each.problem.remedy}"},
        "locations": [{"physicalLocation": location}],
    }


def _command(each: Linted) -> str:
    place = each.problem.place
    where = f"file={_escaped(place.file, property_too=True)},line={place.line},col={place.column},title={each.code}"
    return f"::{each.severity} {where}::{_escaped(f'{each.problem.field}: {each.problem.message}, {each.problem.remedy}')}"


def _escaped(text: str, *, property_too: bool = False) -> str:
    """Text as a workflow command takes it."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_too else text
