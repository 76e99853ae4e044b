"""All lint rules, and running them over one server."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mcpgen.checks.lint import controllers, delivery, exposure, names, paths, sessions, streams
from mcpgen.checks.lint.estate import EstateRule
from mcpgen.checks.lint.remark import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from mcpgen.checks.lint.estate import Estate, Said
    from mcpgen.checks.lint.remark import Remark, Subject

AnyRule = TypeVar("AnyRule", Rule, EstateRule)

RULES: tuple[Rule, ...] = (
    *sessions.RULES,
    *streams.RULES,
    *names.RULES,
    *paths.RULES,
    *exposure.RULES,
    *controllers.RULES,
)
"""In the order of their codes, by family."""


ESTATE_RULES: tuple[EstateRule, ...] = delivery.RULES
"""The rules about a whole environment, which follow those about its servers."""

ALL: tuple[Rule | EstateRule, ...] = (*RULES, *ESTATE_RULES)


def chosen(rules: Sequence[AnyRule], select: Collection[str], ignore: Collection[str]) -> tuple[AnyRule, ...]:
    """The rules whose codes begin with one of `select` (none: all) and with none of `ignore`."""
    return tuple(
        rule
        for rule in rules
        if (not select or rule.code.startswith(tuple(select))) and not (ignore and rule.code.startswith(tuple(ignore)))
    )


def remarks(subject: Subject, rules: Collection[Rule]) -> Iterator[tuple[Rule, Remark]]:
    """What the rules have to say of a server in an environment."""
    return ((rule, remark) for rule in rules for remark in rule.check(subject))


def said(estate: Estate, rules: Collection[EstateRule]) -> Iterator[tuple[EstateRule, Said]]:
    """What the rules have to say of a whole environment."""
    return ((rule, each) for rule in rules for each in rule.check(estate))
