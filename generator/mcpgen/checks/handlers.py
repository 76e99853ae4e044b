"""Handlers: the one way in which a probe asks or a hook acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object, PathInObject

_NUMBERS = ("Seconds", "Threshold")
"""How the other fields of a probe end. What is neither of them nor a handler is a misspelt one, and the schema tells."""


def handlers(subject: Object, path: PathInObject, holder: dict[str, Any], known: Sequence[str]) -> Iterator[Finding]:
    """Anything but one of the `known` handlers in `holder`, a probe or hook at `path`.

    They are ordered by how much they ask: of two, the lesser is told.
    Source: core/validation v1.34.0, validateHandler, validateExecAction.
    """
    written = [key for key in known if holder.get(key) is not None]
    if not written and all(key in known or key.endswith(_NUMBERS) for key in holder):
        yield finding(subject, path, "no handler", f"write one of {', '.join(known)}")
    elif written == ["exec"] and not mapping(holder, "exec").get("command"):
        yield finding(subject, (*path, "exec"), "`exec` without a command", "write `command: [...]`")
    elif len(written) > 1:
        remedy = f"remove `{written[1]}`, or `{written[0]}` and keep it"
        yield finding(subject, (*path, written[1]), f"both {' and '.join(written)}", remedy)
