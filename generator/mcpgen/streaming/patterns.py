"""Origins of browsers as regular expressions, for controllers that know no `*` inside an origin."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = frozenset(f"{ascii_letters}{digits}-:/_")
_BRACKETED = frozenset(".+()|?$")


def pattern(origins: Iterable[str]) -> str:
    """Matches each origin as a whole; `*` stands for one DNS label.

    The result has neither blanks, quotes nor backslashes, which a controller's own configuration would read in its way.
    """
    return f"^({'|'.join(''.join(map(_character, origin)) for origin in origins)})$"


def _character(character: str) -> str:
    if character == "*":
        return "[A-Za-z0-9-]+"
    if character in _PLAIN:
        return character
    return f"[{character}]" if character in _BRACKETED else "."
