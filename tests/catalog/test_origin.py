"""From a merged value back to the layer that wrote it."""

from __future__ import annotations

from mcpgen.catalog.merge import merge
from mcpgen.catalog.origin import Layer, Origin, dotted
from mcpgen.errors import Place
from mcpgen.yaml.loader import load

LOW = load(b"replicas: 1\nenv:\n  env:\n    - name: A\n      value: a\n    - name: B\n      value: b\n", "low")
HIGH = load(b"env:\n  env:\n    - name: C\n      value: c\n    - name: B\n      value: bb\n", "high")
ORIGIN = Origin((Layer(("mcp", "x"), LOW), Layer(("environments", "p", "mcp", "x"), HIGH)), merge(LOW, HIGH))


def test_the_strongest_layer_that_wrote_it() -> None:
    """An item that both have is told where the stronger wrote it, with its index there."""
    assert ORIGIN.merged["env"]["env"][1] == {"name": "B", "value": "bb"}
    assert ORIGIN.find(("env", "env", 1, "value")) == (Place("high", 6, 14), "environments.p.mcp.x.env.env[1].value")
    assert ORIGIN.find(("env", "env", 0, "value")) == (Place("low", 5, 14), "mcp.x.env.env[0].value")
    assert ORIGIN.find(("env", "env", 2, "value")) == (Place("high", 4, 14), "environments.p.mcp.x.env.env[0].value")
    assert ORIGIN.find(("replicas",)) == (Place("low", 1, 11), "mcp.x.replicas")


def test_the_key_and_the_nearest_parent() -> None:
    """An unknown field is told at its key; a missing one at its nearest parent, named in full."""
    assert ORIGIN.find(("replicas",), at_key=True) == (Place("low", 1, 1), "mcp.x.replicas")
    assert ORIGIN.find(("env", "env", 1, "more", "yet")) == (
        Place("high", 5, 7),
        "environments.p.mcp.x.env.env[1].more.yet",
    )
    assert ORIGIN.find(("image", "tag")) == (Place("high", 1, 1), "environments.p.mcp.x.image.tag")


def test_wrote() -> None:
    """Only what a layer wrote counts as written."""
    assert [ORIGIN.wrote(path) for path in (("replicas",), ("env", "env", 2), ("image",), ())] == [True, True, False, False]


def test_dotted() -> None:
    """Paths as people write them."""
    assert dotted(("mcp", "x", "env", 1, "value")) == "mcp.x.env[1].value"
