"""All classes of dangers, and looking for them in what becomes of one server."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mcpgen.checks.dangers import exposure, guards, handover, images, immutable, network, removal, scaling, secrets, security
from mcpgen.checks.dangers.danger import Class, Severity
from mcpgen.errors import Exit, McpgenError, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mcpgen.checks.dangers.danger import Danger
    from mcpgen.checks.dangers.transition import Transition

CLASSES: tuple[Class, ...] = (
    *removal.CLASSES,
    *handover.CLASSES,
    *immutable.CLASSES,
    *guards.CLASSES,
    *exposure.CLASSES,
    *secrets.CLASSES,
    *security.CLASSES,
    *network.CLASSES,
    *scaling.CLASSES,
    *images.CLASSES,
)
"""In the order in which a report tells of them."""


def dangers(transition: Transition) -> Iterator[tuple[Class, Danger]]:
    """Every danger in what becomes of a server, each once."""
    return ((each, danger) for each in CLASSES for danger in dict.fromkeys(each.check(transition)))


def _never(_: Transition) -> Iterator[Danger]:
    return iter(())


UNKNOWN = Class("unknown-before", Severity.MEDIUM, "the files before do not build, so nothing can be told", _never)
"""What no look at objects finds: there are none."""

ALL: tuple[Class, ...] = (*CLASSES, UNKNOWN)


class NoClass(McpgenError):
    """A word on the command line names no class of dangers."""

    code = Exit.USAGE


def failing(words: Iterable[str]) -> list[Class]:
    """The classes that the words mean: by name, by severity, `any` or `none`. Raises NoClass."""
    wanted = [word.strip() for word in words]
    known = {each.name for each in ALL} | {*Severity} | {"any", "none"}
    for word in wanted:
        if word not in known:
            near = get_close_matches(word, sorted(known), n=1)
            remedy = f"did you mean {near[0]}?" if near else f"write one of {', '.join(sorted(known))}"
            raise NoClass(printable(f"--fail-on {word}: there is no such class of dangers: {remedy}"))
    return [each for each in ALL if not {each.name, str(each.severity), "any"}.isdisjoint(wanted)]
