"""What rules about a whole environment see and say."""

from __future__ import annotations

from mcpgen.checks.lint.delivery import RULES
from mcpgen.checks.lint.estate import Estate, Said
from mcpgen.checks.lint.rules import ESTATE_RULES, said
from mcpgen.errors import Place


def test_a_rule_says_what_it_finds() -> None:
    """Each remark comes with its rule, in order of the rules; an environment within bounds hears nothing."""
    place = Place("catalog.yaml", 3, 5)
    estate = Estate("production", 6000, None, place, "environments.production", {})
    ((rule, each),) = said(estate, ESTATE_RULES)
    assert rule is RULES[0]
    assert isinstance(each, Said)
    assert (each.place, each.field, each.fix) == (place, "environments.production", None)
    assert list(said(estate, ())) == []
    assert list(said(Estate("production", 60, None, place, "", {}), ESTATE_RULES)) == []
