"""Objects as they may be shown: what looks like a credential is hidden.

The catalog is refused where it holds one, but what stands in git's history, or was edited by hand, never was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.credentials import annotated, credentials
from mcpgen.checks.pods import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.manifests.objects import Object, PathInObject


def masked(old: Object | None, new: Object | None) -> tuple[Object | None, Object | None]:
    """Both sides of a change with a number in place of each hidden text: the same number for the same text."""
    numbers: dict[str, int] = {}
    return _masked(old, numbers), _masked(new, numbers)


def _masked(subject: Object | None, numbers: dict[str, int]) -> Object | None:
    for path in list(_hidden(subject)) if subject else ():
        subject = _replaced(subject, path, numbers)
    return subject


def _hidden(subject: Object) -> Iterator[PathInObject]:
    if subject["kind"] == "Secret":
        for field in ("data", "stringData"):
            yield from ((field, key) for key in mapping(subject, field))
    else:
        yield from (found.path for found in (*credentials([subject], frozenset()), *annotated([subject])))


def _replaced(value: Any, path: PathInObject, numbers: dict[str, int]) -> Any:
    """A copy of the value along the path, with what stands there hidden."""
    if not path:
        return f"(hidden: {numbers.setdefault(str(value), len(numbers) + 1)})"
    step, *rest = path
    if isinstance(value, list) and isinstance(step, int):
        return [*value[:step], _replaced(value[step], tuple(rest), numbers), *value[step + 1 :]]
    return {**value, step: _replaced(value[step], tuple(rest), numbers)}
