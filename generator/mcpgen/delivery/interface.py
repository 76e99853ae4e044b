"""What a delivery tool is: a folder below clusters/<environment>/, and the objects in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mcpgen.catalog.delivery import Delivery
    from mcpgen.catalog.origin import FieldPath
    from mcpgen.delivery.site import Site
    from mcpgen.manifests.objects import Object, PathInObject

SERVER = "(server)"
ENVIRONMENT = "(environment)"
"""What a path in `origins` begins with where it names no field of `delivery`, but one of the server or the environment."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A delivery tool. `objects` gives file → object; `origins` is kind → path in the object → field of `delivery`.

    A file in a folder below the tool's own is applied by an object in that, and no part of its kustomization.
    """

    name: str
    title: str
    asked: Callable[[Delivery], bool]
    objects: Callable[[Site], dict[str, Object]]
    origins: Mapping[str, Mapping[str, FieldPath]]
    needs: Callable[[Site], Sequence[str]]

    def folder(self, environment: str) -> str:
        """Where its files are, below the catalog's folder."""
        return f"clusters/{environment}/{self.name}"

    def field(self, of_kind: str, path: PathInObject) -> FieldPath:
        """The field that wrote `path` in an object of the kind; the tool's own block for what no field wrote."""
        known = self.origins.get(of_kind, {})
        steps = ("/".join(map(str, path[:length])) for length in range(len(path), 0, -1))
        return next((known[step] for step in steps if step in known), (self.name,))
