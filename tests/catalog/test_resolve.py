"""One typed server per environment, from four layers; and the base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.catalog.resolve import Family, catalog, family
from mcpgen.catalog.source import read
from mcpgen.errors import Invalid
from tests.conftest import servers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAYERS = """\
defaults: {replicas: 2, owner: all}
environments:
  staging: {namespace: mcp, domain: s.example.com, defaults: {replicas: 3, labels: {tier: test}}}
  production:
    namespace: mcp
    domain: example.com
    defaults: {replicas: 4}
    mcp:
      b: {replicas: 9, owner: null}
      c: {image: {repository: org/c, tag: v1}, port: 1}
mcp:
  a: {image: {repository: org/a, tag: v1}, port: 8000}
  b: {image: {repository: org/b, tag: v1}, port: 8000, replicas: 5}
"""


def resolved(path: Path, name: str) -> Family:
    """The family of one server that is enabled somewhere."""
    found = family(catalog(read(path)), name)
    assert found is not None
    return found


def test_the_order_of_layers(write: Callable[[str], Path]) -> None:
    """From defaults to the server's own environment, each goes over the last; null removes; a base has no environment's."""
    path = write(LAYERS)
    seen = {
        name: {
            str(each.environment.name): (each.settings.replicas, each.settings.owner) for each in (*found.variants, found.base)
        }
        for name in ("a", "b")
        for found in [resolved(path, name)]
    }
    assert seen == {
        "a": {"production": (4, "all"), "staging": (3, "all"), "None": (2, "all")},
        "b": {"production": (9, None), "staging": (5, "all"), "None": (5, "all")},
    }


def test_a_server_of_one_environment_only(write: Callable[[str], Path]) -> None:
    """An environment may have a server of its own; its base is the server as it is there."""
    found = resolved(write(LAYERS), "c")
    assert [each.environment.name for each in found.variants] == ["production"]
    assert found.base.settings.replicas == 4


def test_the_base_knows_what_all_environments_agree_on(write: Callable[[str], Path]) -> None:
    """The namespace that all share is in the base; domains that differ are not."""
    base = resolved(write(LAYERS), "a").base.environment
    assert (base.name, base.namespace, base.domain) == (None, "mcp", None)


def test_disabled(write: Callable[[str], Path]) -> None:
    """A server that is nowhere enabled is no family, and may lack what it would need."""
    whole = catalog(read(write(servers("a") + "  off: {enabled: false}\n")))
    assert family(whole, "off") is None


def test_problems_of_an_override_are_at_the_override(write: Callable[[str], Path]) -> None:
    """The place is that of the layer that wrote the value, under that layer's own path."""
    path = write(LAYERS.replace("b: {replicas: 9", "b: {replicas: nine"))
    with pytest.raises(Invalid) as raised:
        resolved(path, "b")
    assert str(raised.value).replace(f"{path.parent}/", "") == (
        'catalog.yaml:9:21: environments.production.mcp.b.replicas: expected a whole number, got the text "nine", '
        "write a whole number"
    )


def test_unchanged_layers_are_typed_once(write: Callable[[str], Path]) -> None:
    """Environments that say nothing of a server share its typed settings: that is what keeps large catalogs quick."""
    found = resolved(write(servers("a")), "a")
    assert found.variants[0].settings is found.variants[1].settings is found.base.settings


DELIVERED = """\
delivery: {git: {url: "https://git.example.com/org/mcp"}, flux: {}}
environments:
  lab: {namespace: lab, delivery: {flux: null}}
  production: {namespace: mcp, delivery: {interval: 5m}}
mcp: {a: {image: {repository: org/a, tag: v1}, port: 8000}}
"""


def test_delivery(write: Callable[[str], Path]) -> None:
    """Typed by environment; where a part of it is written is found in either layer."""
    path = write(DELIVERED)
    whole = catalog(read(path))
    assert list(whole.deliveries) == ["production"]
    assert [(each.name, each.flux, each.argocd) for each in whole.environments] == [
        ("lab", False, False),
        ("production", True, False),
    ]
    fields = (("git", "url"), ("interval",), ("grouping",))
    found = [whole.delivery_origin("production").find(field) for field in fields]
    assert [(place.line, place.column, name) for place, name in found] == [
        (1, 23, "delivery.git.url"),
        (4, 53, "environments.production.delivery.interval"),
        (4, 42, "environments.production.delivery.grouping"),
    ]
    place, name = whole.environment_origin("lab").find(("delivery", "git"))
    assert (place.line, name) == (1, "delivery.git")


def test_mistakes_in_delivery_are_told_with_all_others(write: Callable[[str], Path]) -> None:
    """They stop what is asked for, and hide nothing."""
    path = write(
        DELIVERED.replace("interval: 5m", "interval: 5").replace("  a: {", "  A: {").replace("mcp: {a:", "mcp: {A: {}, a:")
    )
    found = [str(each).replace(f"{path.parent}/", "") for each in sorted(catalog(read(path)).problems)]
    assert [each.partition(": ")[0] for each in found] == ["catalog.yaml:4:53", "catalog.yaml:5:7"]
