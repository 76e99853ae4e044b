"""What a lint rule about a whole environment sees and says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mcpgen.checks.lint.remark import Fix, Severity
    from mcpgen.delivery.site import Site
    from mcpgen.errors import Place


@dataclass(frozen=True, slots=True)
class Estate:
    """One environment: how many objects all its servers are, its delivery if it has one, and where the catalog says how.

    `marked` are the catalog's lines, by file and number, whose comment names an image policy; `others` are the other
    environments that are delivered.
    """

    environment: str
    documents: int
    site: Site | None
    place: Place
    field: str
    marked: Mapping[tuple[str, int], str]
    others: Sequence[Site] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing at a place of the catalog, and what to write instead."""

    place: Place
    field: str
    message: str
    remedy: str
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class EstateRule:
    """A rule about environments, under a code that never changes its meaning."""

    code: str
    severity: Severity
    title: str
    check: Callable[[Estate], Iterator[Said]]
