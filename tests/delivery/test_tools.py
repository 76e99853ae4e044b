"""The tools, and what they have in common."""

from __future__ import annotations

import pytest

from mcpgen.catalog.delivery import Delivery
from mcpgen.delivery.tools import TOOLS
from tests.delivery.samples import site_of

GIT = {"git": {"url": "https://git.example.com/org/mcp"}}


def test_by_name() -> None:
    """The name is the field of `delivery`, and the folder below clusters/."""
    assert {name: tool.title for name, tool in TOOLS.items()} == {"flux": "Flux", "argocd": "Argo CD"}
    for name, tool in TOOLS.items():
        assert tool.name == name
        assert tool.asked(Delivery.model_validate({**GIT, name: {}}))
        assert not tool.asked(Delivery.model_validate(GIT))


@pytest.mark.parametrize("name", TOOLS)
def test_every_kind_says_where_it_comes_from(name: str) -> None:
    """Each kind that the tool writes has its fields of the catalog."""
    found = site_of(
        f"{name}: {{{'alerts: {type: generic}' if name == 'flux' else ''}}}", a='imageAutomation: {semver: "*"}', b=""
    )
    kinds = {subject["kind"] for subject in TOOLS[name].objects(found).values()}
    assert kinds <= TOOLS[name].origins.keys()
