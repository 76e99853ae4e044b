"""What is kept of servers once they are rendered: their files, and what has to be held against other servers'."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from mcpgen.stages.delivery import Census

if TYPE_CHECKING:
    from mcpgen.checks.routes import Route
    from mcpgen.errors import Problem


Told: TypeAlias = tuple[str, str, str]
"""A warning's field, message and remedy: which field it is says where it stands, so equal ones are one warning."""


@dataclass(slots=True)
class Gathered:
    """What is kept of some servers: small values, not objects. `servers` and `routes` are by environment."""

    files: dict[str, str] = field(default_factory=dict)
    servers: dict[str, list[str]] = field(default_factory=dict)
    census: Census = field(default_factory=Census)
    routes: dict[str, list[Route]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: set[Told] = field(default_factory=set)

    def add(self, other: Gathered) -> None:
        """Takes over what `other` has gathered."""
        self.files.update(other.files)
        self.problems += other.problems
        self.warnings |= other.warnings
        self.census.add(other.census)
        for environment, names in other.servers.items():
            self.servers.setdefault(environment, []).extend(names)
        for environment, routes in other.routes.items():
            self.routes.setdefault(environment, []).extend(routes)


def warning(problem: Problem) -> Told:
    """The warning without its place, which a line more above it would change."""
    return problem.field, problem.message, problem.remedy
