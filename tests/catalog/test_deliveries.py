"""The delivery of each environment from its two layers, and every mistake at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.catalog.deliveries import deliveries, delivery_layers
from mcpgen.catalog.delivery import Delivery
from mcpgen.yaml.loader import load

if TYPE_CHECKING:
    from mcpgen.yaml.nodes import Map

HEAD = 'delivery: {git: {url: "https://git.example.com/org/mcp"}, interval: 5m, flux: {timeout: 1h}}\n'


def top(text: str) -> Map:
    """A catalog's top level."""
    found: Map = load(text.encode(), "c")
    return found


def problems(text: str) -> list[str]:
    """What is told of it, a line each."""
    return [str(each) for each in sorted(deliveries(top(text))[1])]


def test_layers_merge() -> None:
    """The environment's lies over the top one's; null removes, and an environment without a tool is not delivered."""
    text = """\
environments:
  a: {}
  b: {delivery: {interval: 7m, flux: {timeout: null, prune: false}, argocd: {}}}
  c: {delivery: {flux: null}}
"""
    found, wrong = deliveries(top(HEAD + text))
    git = {"url": "https://git.example.com/org/mcp"}
    assert wrong == []
    assert found == {
        "a": Delivery.model_validate({"git": git, "interval": "5m0s", "flux": {"timeout": "1h0m0s"}}),
        "b": Delivery.model_validate({"git": git, "interval": "7m0s", "flux": {"prune": False}, "argocd": {}}),
    }
    assert [layer.path for layer in delivery_layers(top(HEAD + text), "b")] == [
        ("delivery",),
        ("environments", "b", "delivery"),
    ]


def test_no_delivery() -> None:
    """Most catalogs have none."""
    assert deliveries(top("environments: {a: {}}\n")) == ({}, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "environments: {a: {delivery: {flx: {}, flux: {tmeout: 5m}}}}\n",
            [
                "c:2:31: environments.a.delivery.flx: unknown field, did you mean `flux`?",
                "c:2:47: environments.a.delivery.flux.tmeout: unknown field, did you mean `timeout`?",
            ],
        ),
        (
            "environments: {a: {delivery: {interval: often, groupSize: 0, flux: {shards: [A]}}}}\n",
            [
                "c:2:41: environments.a.delivery.interval: `often` is not a duration of a second or more, "
                "write it with h, m and s, such as 10m or 1h30m",
                "c:2:59: environments.a.delivery.groupSize: expected at least 1, got 0",
                "c:2:78: environments.a.delivery.flux.shards[0]: `A` is not a DNS label, "
                "write lower-case letters, digits and `-`, at most 63, a letter or digit at both ends",
            ],
        ),
        (
            "environments: {a: {delivery: {argocd: , flux: {prune: }}}}\n",
            [
                "c:2:31: environments.a.delivery.argocd: expected a value, got nothing, "
                "write `argocd: {}` for its defaults, or remove the line",
                "c:2:48: environments.a.delivery.flux.prune: expected a value, got nothing, write one, or remove the line",
            ],
        ),
    ],
)
def test_mistakes(text: str, told: list[str]) -> None:
    """All at once, each where it is written; null where there is nothing to remove is a slip."""
    assert problems(HEAD + text) == told


def test_a_mistake_at_the_top_is_told_where_it_is() -> None:
    """Though every environment inherits it."""
    assert set(problems("delivery: {flux: {}}\nenvironments: {a: {}, b: {}}\n")) == {
        "c:1:11: delivery: `git` is missing, write `git: {url: https://…}`, the repository that holds the catalog"
    }
