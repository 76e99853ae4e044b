"""The catalogs of cases/lint: one thing that a rule speaks of, or is silent about, and the whole output beside it.

A case is named by its rule's code; `-silent-` in its name says that this rule has nothing to say of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mcpgen import pipeline
from mcpgen.report.lint import lint_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcpgen.checks.lint.estate import EstateRule
    from mcpgen.checks.lint.remark import Rule

CASES = Path(__file__).parents[2] / "cases" / "lint"


def cases(rules: Iterable[Rule | EstateRule]) -> list[str]:
    """The names of the cases of those rules."""
    return [path.stem for rule in rules for path in sorted(CASES.glob(f"{rule.code.lower()}-*.yaml"))]


def said(name: str) -> str:
    """What `mcpgen lint` says of a case in the working folder."""
    return f"{lint_text(pipeline.lint(Path(f'{name}.yaml'), (), ()))}\n"


def expected(name: str) -> str:
    """What it is to say."""
    return (CASES / f"{name}.expected").read_text(encoding="utf-8")


def uncovered(rules: tuple[Rule, ...]) -> list[str]:
    """The rules that no case shows both speaking and silent."""
    found = {rule.code: {"-silent-" in name for name in cases((rule,))} for rule in rules}
    return [code for code, ways in found.items() if ways != {True, False}]


def misnamed(name: str) -> bool:
    """True where the case's rule speaks and its name says that it is silent, or the other way round."""
    return (name.split("-", maxsplit=1)[0].upper() in expected(name)) is ("-silent-" in name)
