"""What a merge would do, from two trees: equal ones, mirrored ones, damaged ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.checks.dangers.transition import Action
from mcpgen.pipeline import Work, generate
from mcpgen.stages.outlook import Foreseen, foreseen
from mcpgen.tree.errors import Refused
from tests.conftest import HEAD, servers
from tests.stages.test_transitions import generated, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIRRORED = {
    Action.CREATE: Action.DELETE,
    Action.DELETE: Action.CREATE,
    Action.CHANGE: Action.CHANGE,
    Action.REPLACE: Action.REPLACE,
}


def test_order(write: Callable[[str], Path]) -> None:
    """By environment, then server; what stands for no server comes first."""
    objects, threats = foreseen(tree(generated(write(servers("a", "b")))), tree(generated(write(servers("c")))), "")
    places = [(each.environment, each.server) for each in objects]
    assert places == sorted(places, key=str)
    assert [(each.environment, each.server, each.kind.name) for each in threats] == [
        (environment, server, "server-removed") for environment in ("production", "staging") for server in "ab"
    ]


def test_damaged_files(write: Callable[[str], Path]) -> None:
    """All of them are named, and nothing was planned."""
    files = generated(write(servers("a", "b")))
    broken = {**files, "base/a/service.yaml": b"", "base/b/service.yaml": b""}
    with pytest.raises(
        Refused, match=r"(?s)^base/a/service.yaml: is empty.*\nbase/b/service.yaml: is empty.*\nnothing was planned"
    ):
        foreseen(tree(files), tree(broken), "")


def test_what_was_damaged_before(write: Callable[[str], Path]) -> None:
    """Is told as unknown, so that a change which mends it can be merged."""
    files = generated(write(servers("a")))
    objects, threats = foreseen(tree({**files, "base/a/service.yaml": b""}), tree(files), "")
    assert objects == ()
    assert [(each.kind.name, each.danger.message) for each in threats] == [
        ("unknown-before", "it cannot be told what changes: base/a/service.yaml: is empty, or not a file")
    ] * 2


SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "replicas": st.integers(1, 4),
        "port": st.integers(1024, 9999),
        "ingress": st.sampled_from(["{enabled: true}", "{enabled: false}", "{enabled: true, allowlist: [10.0.0.0/8]}"]),
        "autoscaling": st.sampled_from(["{enabled: true, minReplicas: 2, maxReplicas: 5}", "{enabled: false}"]),
        "networkPolicy": st.sampled_from(["{enabled: false}", "{egress: ['10.0.0.0/8:5432']}", "{namespaces: [tools]}"]),
        "transport": st.just("http"),
    },
)
CATALOGS = st.dictionaries(st.sampled_from("abc"), SETTINGS, min_size=1)


def text(catalog: dict[str, dict[str, object]]) -> str:
    """A catalog of those servers."""
    whole = f"{HEAD}mcp:\n"
    for name, settings in catalog.items():
        fields = {"image": f"{{repository: org/{name}, tag: v1}}", "port": 8000, **settings}
        whole += f"  {name}:\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items())
    return whole


@given(one=CATALOGS, other=CATALOGS)
def test_there_and_back(
    one: dict[str, dict[str, object]], other: dict[str, dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A plan of equal trees is empty; one of the way back has the same objects, with creating and deleting changed about."""
    path = tmp_path_factory.mktemp("catalog") / "catalog.yaml"
    trees = []
    for catalog in (one, other):
        path.write_text(text(catalog), encoding="utf-8")
        trees.append(tree({name: each.encode() for name, each in generate(path, Work()).items()}))
    assert foreseen(trees[0], trees[0], "") == ((), ())
    there, back = foreseen(trees[0], trees[1], "")[0], foreseen(trees[1], trees[0], "")[0]

    def keys(found: tuple[Foreseen, ...], *, mirrored: bool = False) -> set[tuple[str, ...]]:
        return {
            (
                each.environment,
                str(each.server),
                each.pair.kind,
                each.pair.name,
                MIRRORED[each.pair.action] if mirrored else each.pair.action,
            )
            for each in found
        }

    assert keys(there) == keys(back, mirrored=True)
