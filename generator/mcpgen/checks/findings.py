"""What a check found in a finished object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.manifests.objects import identity

if TYPE_CHECKING:
    from mcpgen.manifests.objects import Object, PathInObject


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with the object `kind` `name`, at `path` in it, and what to write instead."""

    kind: str
    name: str
    path: PathInObject
    message: str
    remedy: str


def finding(subject: Object, path: PathInObject, message: str, remedy: str) -> Finding:
    """A finding in `subject`."""
    kind, name = identity(subject)
    return Finding(kind, name, path, message, remedy)
