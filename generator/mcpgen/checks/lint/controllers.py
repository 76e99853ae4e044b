"""What the environment's ingress controller cannot do of what the catalog asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.lint.remark import Remark, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.remark import Subject


def _cannot(subject: Subject) -> Iterator[Remark]:
    return _limits(subject, "error")


def _does_less(subject: Subject) -> Iterator[Remark]:
    return _limits(subject, "warning")


def _limits(subject: Subject, severity: str) -> Iterator[Remark]:
    for limit in subject.route.limits if subject.route else ():
        if limit.severity == severity:
            yield Remark(("ingress", *limit.field.split(".")), limit.message, limit.remedy)


RULES = (
    Rule("MCP401", Severity.ERROR, "the ingress controller cannot do what is asked", _cannot),
    Rule("MCP402", Severity.WARNING, "the ingress controller does less than is asked", _does_less),
)
