"""Kubernetes' quantities: `100m`, `1.5Gi`, `2e3`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

_GRAMMAR = re.compile(
    r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?:([eE][+-]?[0-9]{1,3})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)"
)
_SUFFIXES = {
    "": Fraction(1),
    **{suffix: Fraction(10) ** power for suffix, power in zip("numkMGTPE", (-9, -6, -3, 3, 6, 9, 12, 15, 18), strict=True)},
    **{f"{suffix}i": Fraction(1024) ** power for power, suffix in enumerate("KMGTPE", 1)},
}


@lru_cache(maxsize=1 << 12)
def parse(text: str) -> Fraction:
    """The exact value. Raises ValueError for what Kubernetes' grammar does not allow.

    Source: k8s.io/apimachinery, `pkg/api/resource`, "Quantity".
    """
    found = _GRAMMAR.fullmatch(text) if len(text) <= 64 else None
    if found is None:
        raise ValueError(text)
    number, exponent, suffix = found.groups()
    value = Fraction(number.rstrip(".") or "0") if not number.endswith(".") else Fraction(number[:-1])
    return value * (Fraction(10) ** int(exponent[1:]) if exponent else _SUFFIXES[suffix or ""])
