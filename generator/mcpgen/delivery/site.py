"""An environment as a delivery tool sees it: its servers, and the units in which they are applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.delivery.groups import grouped
from mcpgen.delivery.names import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.catalog.delivery import Delivery
    from mcpgen.delivery.member import Member


@dataclass(frozen=True, slots=True)
class Unit:
    """Servers that are built and applied as one: the object's name, its file's, and the folder below the catalog's."""

    name: str
    file: str
    folder: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """An environment with its delivery. `groups` are empty unless the grouping is by group."""

    environment: str
    namespace: str
    delivery: Delivery
    members: tuple[Member, ...]
    groups: tuple[tuple[str, tuple[Member, ...]], ...]
    units: tuple[Unit, ...]

    def path(self, folder: str) -> str:
        """The folder as seen from the root of the repository."""
        return folder if self.delivery.path == "." else f"{self.delivery.path}/{folder}"

    def has(self, of_kind: str) -> bool:
        """True where some server of the environment has an object of the kind."""
        return any(member.has(of_kind) for member in self.members)


def site(environment: str, namespace: str, delivery: Delivery, members: Sequence[Member]) -> Site:
    """The environment's servers, in order of their names, in units."""
    ordered = tuple(sorted(members, key=lambda each: each.name))
    groups = tuple(grouped(delivery, ordered)) if delivery.grouping == "group" else ()
    units = tuple(_units(environment, delivery, ordered, groups))
    return Site(environment, namespace, delivery, ordered, groups, units)


def _units(
    environment: str, delivery: Delivery, members: tuple[Member, ...], groups: tuple[tuple[str, tuple[Member, ...]], ...]
) -> Iterator[Unit]:
    overlays = f"overlays/{environment}"
    if delivery.grouping == "environment":
        yield Unit(bounded(environment, "servers"), "servers.yaml", overlays, members)
    elif delivery.grouping == "group":
        for name, within in groups:
            yield Unit(bounded(environment, name), f"group-{name}.yaml", f"{overlays}/groups/{name}", within)
    else:
        for each in members:
            yield Unit(bounded(environment, each.name), f"server-{each.name}.yaml", f"{overlays}/{each.name}", (each,))
