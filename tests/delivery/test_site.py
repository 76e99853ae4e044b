"""Units: a server alone, a group, a whole environment."""

from __future__ import annotations

import pytest

from mcpgen.catalog.delivery import Delivery
from mcpgen.delivery.site import Site, Unit, site
from tests.delivery.samples import small

A, B, C = small("a", "team"), small("b", "team"), small("c")
GIT = {"url": "https://git.example.com/org/mcp"}


@pytest.mark.parametrize(
    ("grouping", "units"),
    [
        (
            "server",
            (
                Unit("production-a", "server-a.yaml", "overlays/production/a", (A,)),
                Unit("production-b", "server-b.yaml", "overlays/production/b", (B,)),
                Unit("production-c", "server-c.yaml", "overlays/production/c", (C,)),
            ),
        ),
        (
            "group",
            (
                Unit("production-team", "group-team.yaml", "overlays/production/groups/team", (A, B)),
                Unit("production-unowned", "group-unowned.yaml", "overlays/production/groups/unowned", (C,)),
            ),
        ),
        ("environment", (Unit("production-servers", "servers.yaml", "overlays/production", (A, B, C)),)),
    ],
)
def test_units(grouping: str, units: tuple[Unit, ...]) -> None:
    """However the servers came, they are in order of their names."""
    delivery = Delivery.model_validate({"git": GIT, "grouping": grouping})
    groups = (("team", (A, B)), ("unowned", (C,))) if grouping == "group" else ()
    assert site("production", "tools", delivery, [C, A, B]) == Site("production", "tools", delivery, (A, B, C), groups, units)


@pytest.mark.parametrize(("path", "folder"), [(".", "overlays/x"), ("deploy/mcp", "deploy/mcp/overlays/x")])
def test_path(path: str, folder: str) -> None:
    """From the root of the repository."""
    delivery = Delivery.model_validate({"git": {**GIT, "path": path}})
    assert site("production", "tools", delivery, []).path("overlays/x") == folder


def test_has() -> None:
    """True where one server is enough."""
    found = site("production", "tools", Delivery(), [A])
    assert (found.has("Service"), found.has("Ingress")) == (True, False)
