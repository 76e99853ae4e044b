"""Builds that take too long, and images that Flux cannot renew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mcpgen import pipeline
from mcpgen.catalog.delivery import Delivery
from mcpgen.catalog.edit import Edit, edited
from mcpgen.checks.lint.delivery import LONGEST, RULES, seconds
from mcpgen.checks.lint.estate import Estate
from mcpgen.checks.lint.rules import said
from mcpgen.delivery.site import Site, site
from mcpgen.errors import Place
from mcpgen.stages.lint import edits_by_file
from tests.checks.lint.samples import CASES, cases, expected, misnamed
from tests.checks.lint.samples import said as linted
from tests.delivery.samples import small

PLACE = Place("catalog.yaml", 3, 5)
GIT = {"url": "https://git.example.com/org/mcp"}


def large(servers: int, documents: int, owner: str | None = None, **delivery: Any) -> Site:
    """A delivered environment with so many servers, each of so many objects."""
    members = [small(f"s{number}", owner, documents) for number in range(servers)]
    return site("production", "mcp", Delivery.model_validate({"git": GIT, **delivery}), members)


def remarks(found: Site | None, documents: int = 0) -> list[str]:
    """What the rule about builds says of it."""
    estate = Estate("production", documents, found, PLACE, "f", {})
    return [f"{each.message}, {each.remedy}" for _, each in said(estate, (RULES[0],))]


def test_the_estimate_is_near_what_was_measured() -> None:
    """CPU seconds of kustomize: too long from about 3400 documents on."""
    assert [seconds(documents) for documents in (800, 1600, 3200, 6400)] == [5, 20, 79, 315]
    assert seconds(3400) <= LONGEST < seconds(3450)


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (
            large(450, 8, grouping="environment", argocd={}),
            "kustomize builds the 3600 objects of overlays/production in about 100 s, and Argo CD stops after 90 s, "
            "write `grouping: group` and `groupBy: size`, or `grouping: server`",
        ),
        (
            large(450, 8, owner="team", grouping="group", argocd={}),
            "kustomize builds the 3600 objects of overlays/production/groups/team in about 100 s, "
            "and Argo CD stops after 90 s, write `groupBy: size`",
        ),
        (
            large(450, 8, grouping="group", groupBy="size", groupSize=500, argocd={}),
            "kustomize builds the 3600 objects of overlays/production/groups/part in about 100 s, "
            "and Argo CD stops after 90 s, write a smaller `groupSize`",
        ),
        (
            large(3500, 1, flux={}),
            "kustomize builds the 3503 objects of clusters/production/flux in about 94 s, and all other builds of Flux wait, "
            "write `grouping: group` and `groupBy: size`",
        ),
        (
            large(3500, 1, argocd={}),
            "kustomize builds the 3504 objects of clusters/production/argocd in about 95 s, and Argo CD stops after 90 s, "
            "write `applicationSet: true`, or `grouping: group` and `groupBy: size`",
        ),
        (
            large(450, 8, grouping="environment", flux={}),
            "kustomize builds the 3600 objects of overlays/production in about 100 s, and all other builds of Flux wait, "
            "write `grouping: group` and `groupBy: size`, or `grouping: server`",
        ),
    ],
)
def test_what_is_too_large(found: Site, message: str) -> None:
    """Each build that takes too long, with the grouping that solves it."""
    assert remarks(found) == [message]


@pytest.mark.parametrize(
    "found",
    [
        large(400, 8, grouping="environment", argocd={}),
        large(450, 8, argocd={}),
        large(450, 8, grouping="group", groupBy="size", argocd={}),
        large(4000, 1, argocd={"applicationSet": True}),
    ],
)
def test_what_is_small_enough(found: Site) -> None:
    """The groupings that the remarks name are the way out."""
    assert remarks(found) == []


def test_an_environment_that_nobody_delivers() -> None:
    """Someone may point a tool at its root."""
    assert remarks(None, 3400) == []
    assert remarks(None, 3600) == [
        "kustomize builds the 3600 objects of overlays/production in about 100 s, and Argo CD stops after 90 s, "
        "point Flux or Argo CD at each server instead, as `delivery` does"
    ]


@pytest.mark.usefixtures("in_cases")
@pytest.mark.parametrize("name", cases(RULES[1:]))
def test_markers(name: str) -> None:
    """All that lint says of each case."""
    assert linted(name) == expected(name)
    assert not misnamed(name)


@pytest.mark.usefixtures("in_cases")
def test_markers_are_put_there() -> None:
    """`--fix` writes each comment behind its line, and then there is nothing to say."""
    found = pipeline.lint(Path("mcp502-tag.yaml"), ["MCP502"], ())
    ((path, edits),) = edits_by_file(found).items()
    comment = '# {"$imagepolicy": "flux-system:production-search:tag"}'
    assert Edit(Place("mcp502-tag.yaml", 10, 7), "tag", comment=comment) in edits
    text, made = edited((CASES / path).read_text(), edits)
    assert made == 2
    assert text.splitlines()[9] == f"      tag: v1 {comment}"
