"""Network: what schemas let pass and is wrong all the same."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.network import network
from tests.checks.samples import broken, objects


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(network(objects())) == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("NetworkPolicy", "spec/egress/0/to/0/ipBlock/cidr", "10.0.0.1/8", "is not a range"),
        ("NetworkPolicy", "spec/egress/0/to/0/ipBlock/cidr", "junk", "is not a range"),
        ("NetworkPolicy", "spec/egress/0/to/0/ipBlock/except", ["fd00::/8"], "is not a part of"),
        ("NetworkPolicy", "spec/egress/0/to/0/ipBlock/except", ["0.0.0.0/0"], "is not a part of"),
        ("NetworkPolicy", "spec/egress/0/to/0/podSelector", {}, "addresses and selectors in one item"),
        ("NetworkPolicy", "spec/egress/0/to/0", {}, "an item that selects nothing"),
        (
            "NetworkPolicy",
            "spec/egress/0/to/0",
            {"podSelector": {"matchExpressions": [{"key": "a", "operator": "Exists", "values": ["b"]}]}},
            "Exists takes no values",
        ),
        ("NetworkPolicy", "spec/egress/0/ports/0", {"port": "5432"}, "`5432` is not a port name"),
        (
            "NetworkPolicy",
            "spec/egress/0/to/0",
            {"namespaceSelector": {"matchLabels": {"a": "b c"}}},
            "`b c` is not a label value",
        ),
        ("NetworkPolicy", "spec/egress/0/ports/0", {"port": 99999}, "99999 is not a port"),
        ("NetworkPolicy", "spec/egress/0/ports/0", {"port": 443, "endPort": 80}, "80 does not end a range"),
    ],
)
def test_one_thing_wrong(kind: str, path: str, value: Any, told: str) -> None:
    """Each mistake is found once, in the object that has it, with a way out."""
    found = list(network(broken(kind, path, value)))
    assert [told in each.message for each in found if each.kind == kind] == [True], found
    assert all(each.remedy for each in found)
