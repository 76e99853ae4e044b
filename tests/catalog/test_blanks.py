"""Fields with nothing below them: few may be blank, and the others are told at their own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.catalog.blanks import ENVIRONMENT, TOP, drop
from mcpgen.catalog.resolve import catalog
from mcpgen.catalog.source import read
from mcpgen.errors import Invalid
from mcpgen.yaml.loader import load
from tests.conftest import servers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REMEDY = "write one, or remove the line"


def told(path: Path) -> list[str]:
    """The problems of the catalog's top level, without its folder."""
    try:
        found = catalog(read(path)).problems
    except Invalid as error:
        found = error.problems
    return [str(each).replace(f"{path.parent}/", "") for each in sorted(found)]


def test_what_may_be_blank() -> None:
    """The blocks whose lines one comments out count as not written; nulls of other fields and of servers stay."""
    top = load(
        b"""\
defaults:
mcp:
include:
environments:
  a:
  b:
    namespace:
    defaults:
    mcp:
    infisical:
    ingress:
    networkPolicy:
  c: {namespace: m, mcp: {x: }, defaults: {owner: }, infisical: {hostAPI: }}
""",
        "c",
    )
    drop(top)
    assert top == {
        "include": None,
        "environments": {
            "a": None,
            "b": {"namespace": None},
            "c": {"namespace": "m", "mcp": {"x": None}, "defaults": {"owner": None}, "infisical": {"hostAPI": None}},
        },
    }
    assert sorted(TOP) == ["defaults", "mcp"]
    assert sorted(ENVIRONMENT) == ["defaults", "infisical", "ingress", "mcp", "networkPolicy"]


@pytest.mark.parametrize("text", ["- a\n", "environments: []\n", "environments: {a: 3}\n", "a\n"])
def test_other_shapes_are_left_alone(text: str) -> None:
    """What is no mapping is the model's to tell of."""
    top = load(b"x: {}\n", "c")
    top["environments"] = load(text.encode(), "c")
    before = repr(top)
    drop(top)
    assert repr(top) == before


@pytest.mark.parametrize(
    ("blank", "said"),
    [
        ("  b:\n", "catalog.yaml:4:3: environments.b: expected a mapping, got nothing"),
        ("  b: ~\n", "catalog.yaml:4:3: environments.b: expected a mapping, got nothing"),
        ("  b:\n    namespace:\n", "catalog.yaml:5:5: environments.b.namespace: expected text, got nothing"),
        ("    requireDigest:\n", "catalog.yaml:4:5: environments.a.requireDigest: expected true or false, got nothing"),
        ("    domain:\n", "catalog.yaml:4:5: environments.a.domain: expected a value, got nothing"),
        ("    infisical: {hostAPI: }\n", "catalog.yaml:4:17: environments.a.infisical.hostAPI: expected text, got nothing"),
        (
            "    infisical:\n      auth:\n        kubernetes:\n",
            "catalog.yaml:6:9: environments.a.infisical.auth.kubernetes: expected a value, got nothing",
        ),
        (
            "    networkPolicy: {controllerPodLabels: {app: }}\n",
            "catalog.yaml:4:43: environments.a.networkPolicy.controllerPodLabels.app: expected text, got nothing",
        ),
        ("include:\n", "catalog.yaml:4:1: include: expected a list, got nothing"),
        ("include:\n  -\n", "catalog.yaml:5:4: include[0]: expected text, got nothing"),
    ],
)
def test_what_may_not(blank: str, said: str, write: Callable[[str], Path]) -> None:
    """A blank that would take an environment, an include or a switch away is an error at its own line."""
    body = servers("x").partition("mcp:\n")[2]
    path = write(f"environments:\n  a:\n    namespace: mcp\n{blank}mcp:\n{body}")
    assert told(path) == [f"{said}, {REMEDY}"]


def test_environments_with_nothing_below(write: Callable[[str], Path]) -> None:
    """The block of all environments is told too, and once."""
    assert told(write("environments:\nmcp: {a: {}}\n")) == [
        f"catalog.yaml:1:1: environments: expected a mapping, got nothing, {REMEDY}"
    ]


def test_an_unknown_field_is_told_as_such(write: Callable[[str], Path]) -> None:
    """A misspelt name with nothing below it is misspelt first of all."""
    path = write("environments:\n  a: {namespace: m, domian: }\ndefalts:\nmcp: {x: {}}\n")
    assert told(path) == [
        "catalog.yaml:2:21: environments.a.domian: unknown field, did you mean `domain`?",
        "catalog.yaml:3:1: defalts: unknown field, did you mean `defaults`?",
    ]


def test_nulls_of_servers_are_no_blanks(write: Callable[[str], Path]) -> None:
    """In a layer null removes what a lower layer says, and a name alone says nothing."""
    layer = "{owner: , image: {tag: }, env: {env: }}"
    environment = f"environments: {{a: {{namespace: m, defaults: {layer}, mcp: {{x: , y: {layer}}}}}}}\n"
    assert told(write(f"{environment}defaults: {layer}\nmcp: {{x: , y: {layer}}}\n")) == []
