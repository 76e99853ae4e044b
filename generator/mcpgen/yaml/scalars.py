"""What a plain scalar means, and whether every YAML reader would say the same.

Sources: yaml.org, "YAML 1.1 types" (bool, int, float, timestamp, merge, value) and YAML 1.2.2 section 10.3, against
what go-yaml v2 and v3 read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_WORDS = "y yes n no true false on off"
SURPRISING_WORDS = frozenset(
    {form for word in _WORDS.split() for form in (word, word.capitalize(), word.upper())} - {"true", "false"}
    | {"Null", "NULL", "=", "<<"}
)
"""Words that some readers take for a boolean, null or an operator, and others for text."""

NUMBER_LIKE = re.compile(
    r"""[-+]?(?:
        0b[01_]+ | 0o?[0-7_]+ | 0x[0-9a-fA-F_]+           # binary, octal, hexadecimal
      | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?       # sexagesimal: 22:30
      | (?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?
      | \.(?:inf|Inf|INF)
    )
    | \.(?:nan|NaN|NAN)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9:.Zz+\- \t]*)?""",
    re.VERBOSE,
)
"""Text that at least one reader takes for a number or a time."""

_LONGEST = 64
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_BOUND = 2**63
_OCTAL = re.compile("[-+]?0o?[0-7_]*[0-7]")
_BASES = {"0x": 16, "0b": 2, "0o": 8}


class Surprising(ValueError):
    """A plain scalar that readers disagree on. `remedy` says what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        """Takes what is wrong and what to write instead."""
        super().__init__(message)
        self.remedy = remedy


@lru_cache(maxsize=1 << 14)
def resolve(text: str) -> str | int | float | bool | None:
    """The value of a plain scalar. Raises Surprising where YAML's versions and readers disagree on it."""
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if text in SURPRISING_WORDS:
        raise Surprising(f"`{text}` is text to some YAML readers and not to others", _word_remedy(text))
    if text[0] not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> str | int | float:
    if _INTEGER.fullmatch(text) and -_BOUND <= int(text) < _BOUND:
        return int(text)
    if len(text) <= _LONGEST and _DECIMAL.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    numeric = NUMBER_LIKE.fullmatch(text) if len(text) <= _LONGEST else not text.strip("0123456789+-._:eE")
    if not numeric:
        return text
    shown = text if len(text) <= _LONGEST else f"{text[:20]}…"
    octal = _OCTAL.fullmatch(text) if len(text) <= _LONGEST else None
    message = "an octal number to some YAML readers and not to others" if octal else "read differently by YAML's versions"
    meant = _whole(text) if len(text) <= _LONGEST else None
    if meant is None:
        raise Surprising(f"`{shown}` is {message}", f'put it in quotes: "{shown}"')
    number = f"{meant}, its decimal value" if octal else str(meant)
    raise Surprising(f"`{shown}` is {message}", f'write {number}, or put it in quotes if text is meant: "{shown}"')


def _whole(text: str) -> int | None:
    """The whole number that such text is likely meant to be; None where it is none, or too large for YAML's readers."""
    digits = text.replace("_", "").lower()
    bare = digits.lstrip("+-")
    base = next((base for prefix, base in _BASES.items() if bare.startswith(prefix)), 8 if _OCTAL.fullmatch(text) else 10)
    try:
        found = int(digits, base) if base != 10 else int(digits) if bare.isdigit() else _exponent(digits)
    except (ValueError, ArithmeticError):  # `0x_`, `._e3`: they only look like numbers
        return None
    return found if found is not None and -_BOUND <= found < _BOUND else None


def _exponent(digits: str) -> int | None:
    """The value of `1e3` where it is whole; None for other decimals, which quotes suit better: `1.10` is a version."""
    mantissa, mark, power = digits.partition("e")
    if not mark or not mantissa or abs(int(power)) > 18:
        return None
    value = Decimal(digits)
    return int(value) if value == int(value) else None


def _word_remedy(text: str) -> str:
    folded = text.lower()
    if folded in {"null", "=", "<<"}:
        return f'put it in quotes: "{text}"'
    value = "true" if folded in {"y", "yes", "true", "on"} else "false"
    return f'write {value}, or put it in quotes: "{text}"'
