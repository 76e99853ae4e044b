"""A number of pods, or a share of them in percent: what rollouts and disruption budgets count in."""

from __future__ import annotations

import re

from mcpgen.checks.bounds import INT32


def share_problem(value: object, *, most: int | None = 100) -> tuple[str, str] | None:
    """What is wrong with a number or percentage and what to write instead; None where it is fine.

    `most` is the largest percentage. Source: apps/validation v1.34.0, ValidatePositiveIntOrPercent, IsNotMoreThan100Percent.
    """
    remedy = "write a number, or a percentage such as 50%"
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}%", value):
            return f"`{value[:40]}` is neither a number nor a percentage", remedy
        if most is not None and int(value[:-1]) > most:
            return f"{value} is more than all pods", f"write at most {most}%"
    elif isinstance(value, int) and not 0 <= value <= INT32:
        return f"{value} is not a number of pods", remedy
    return None


def is_nothing(value: object) -> bool:
    """True for 0 and 0 %."""
    return value == 0 if isinstance(value, int) else isinstance(value, str) and re.fullmatch("0+%", value) is not None
