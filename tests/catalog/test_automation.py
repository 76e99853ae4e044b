"""The `imageAutomation` block."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mcpgen.catalog.automation import ImageAutomation


def said(**written: Any) -> list[str]:
    """What is wrong with the block."""
    with pytest.raises(ValidationError) as raised:
        ImageAutomation.model_validate(written)
    return [f"{each['ctx']['message']}, {each['ctx']['remedy']}" for each in raised.value.errors()]


def test_defaults() -> None:
    """A range alone is enough."""
    assert ImageAutomation.model_validate({"semver": ">=1.0.0"}).model_dump(by_alias=True) == {
        "enabled": True,
        "semver": ">=1.0.0",
        "sort": None,
        "order": "asc",
        "pattern": None,
        "extract": None,
        "digest": "IfNotPresent",
        "interval": "10m0s",
        "provider": "generic",
        "secret": None,
    }


@pytest.mark.parametrize("value", ["*", "1.x", ">=1.0.0 <2.0.0", "~1.2.3-0 || ^2", "1.0.0 - 1.9.9"])
def test_ranges(value: str) -> None:
    """As Masterminds' semver, which Flux uses, takes them."""
    assert ImageAutomation.model_validate({"semver": value}).semver == value


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({}, 'expected `semver` or `sort`, got neither, write `semver: ">=1.0.0"`, or `sort: numerical` and a pattern'),
        (
            {"semver": "*", "sort": "numerical"},
            'expected `semver` or `sort`, got both, write `semver: ">=1.0.0"`, or `sort: numerical` and a pattern',
        ),
        ({"semver": "latest"}, '`latest` is not a range of versions, write it as in ">=1.0.0 <2.0.0", in quotes'),
        (
            {"sort": "numerical", "extract": "$ts"},
            "`extract` without `pattern`, write the pattern that it takes its part from",
        ),
        (
            {"sort": "numerical", "pattern": "("},
            "not a regular expression: missing ), unterminated subpattern at position 0, "
            "write it as Go does, such as ^main-(?P<ts>[0-9]+)$",
        ),
    ],
)
def test_wrong(written: dict[str, Any], message: str) -> None:
    """One policy, and one that Flux can read."""
    assert said(**written) == [message]
