"""All lint rules, and running them over one server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.lint import controllers, exposure, names, paths, sessions, streams

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mcpgen.checks.lint.remark import Remark, Rule, Subject

RULES: tuple[Rule, ...] = (
    *sessions.RULES,
    *streams.RULES,
    *names.RULES,
    *paths.RULES,
    *exposure.RULES,
    *controllers.RULES,
)
"""In the order of their codes, by family."""


def chosen(select: Collection[str], ignore: Collection[str]) -> tuple[Rule, ...]:
    """The rules whose codes begin with one of `select` (none: all) and with none of `ignore`."""
    return tuple(
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not (ignore and rule.code.startswith(tuple(ignore)))
    )


def remarks(subject: Subject, rules: Collection[Rule]) -> Iterator[tuple[Rule, Remark]]:
    """What the rules have to say of a server in an environment."""
    return ((rule, remark) for rule in rules for remark in rule.check(subject))
