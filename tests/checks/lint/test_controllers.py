"""What an ingress controller cannot do of what is asked."""

from __future__ import annotations

import pytest

from mcpgen.checks.lint.controllers import RULES
from tests.checks.lint.samples import cases, expected, misnamed, said, uncovered


@pytest.mark.usefixtures("in_cases")
@pytest.mark.parametrize("name", cases(RULES))
def test_whole_output(name: str) -> None:
    """All that lint says of each case."""
    assert said(name) == expected(name)
    assert not misnamed(name)


def test_every_rule_speaks_and_is_silent() -> None:
    """In at least one case each."""
    assert uncovered(RULES) == []
