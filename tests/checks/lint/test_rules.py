"""All rules together: codes, choice, running them."""

from __future__ import annotations

import re

import pytest

from mcpgen.checks.lint import controllers, delivery, exposure, names, paths, sessions, streams
from mcpgen.checks.lint.remark import Severity
from mcpgen.checks.lint.rules import ALL, ESTATE_RULES, RULES, chosen
from tests.checks.lint.samples import CASES, cases


def test_codes() -> None:
    """Each rule has a code of its own, and a family's codes begin with the same digit."""
    codes = [rule.code for rule in ALL]
    assert len(set(codes)) == len(codes)
    families = (sessions, streams), (names, paths), (exposure,), (controllers,), (delivery,)
    found = [{rule.code[:4] for module in family for rule in module.RULES} for family in families]
    assert found == [{"MCP1"}, {"MCP2"}, {"MCP3"}, {"MCP4"}, {"MCP5"}]
    assert all(re.fullmatch(r"MCP[0-9]{3}", code) for code in codes)


def test_what_stops_a_sync() -> None:
    """The rules whose severity is error; a change here changes what syncs."""
    assert [rule.code for rule in RULES if rule.severity is Severity.ERROR] == ["MCP101", "MCP102", "MCP103", "MCP401"]


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ([], ["MCP1", "MCP2", "MCP3"], ["MCP401", "MCP402"]),
        (["MCP10"], [], ["MCP101", "MCP102", "MCP103", "MCP104", "MCP105", "MCP106"]),
        (["MCP304", "MCP4"], ["MCP401"], ["MCP304", "MCP402"]),
        (["MCP304"], ["MCP304"], []),
        (["XYZ"], [], []),
    ],
)
def test_choice(select: list[str], ignore: list[str], codes: list[str]) -> None:
    """By beginnings of codes; what is ignored is ignored, even where it is selected."""
    assert [rule.code for rule in chosen(RULES, select, ignore)] == codes


def test_no_choice_is_all() -> None:
    """Without options every rule runs."""
    assert chosen(RULES, (), ()) == RULES
    assert chosen(ESTATE_RULES, (), ()) == ESTATE_RULES
    assert chosen(ESTATE_RULES, ["MCP4", "MCP502"], ()) == (ESTATE_RULES[1],)


def test_every_case_is_some_rules() -> None:
    """A case that no test reads is a mistake."""
    assert sorted(cases(ALL)) == sorted(path.stem for path in CASES.glob("*.yaml"))
    assert sorted(path.stem for path in CASES.glob("*.expected")) == sorted(path.stem for path in CASES.glob("*.yaml"))
