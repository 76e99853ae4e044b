"""The requirements of selectors."""

from __future__ import annotations

import pytest

from mcpgen.checks.requirements import labels, requirements

SUBJECT = {"kind": "Deployment", "metadata": {"name": "x"}}


@pytest.mark.parametrize(
    ("operator", "values", "told"),
    [
        ("In", ["a"], []),
        ("In", [], ["In without values"]),
        ("NotIn", None, ["NotIn without values"]),
        ("Exists", None, []),
        ("DoesNotExist", ["a"], ["DoesNotExist takes no values"]),
        ("Gt", ["1"], []),
        ("Lt", ["1", "2"], ["Lt takes one value, got 2"]),
        ("in", [], []),
    ],
)
def test_values(operator: str, values: list[str] | None, told: list[str]) -> None:
    """As many values as the operator needs; an unknown one is the schema's to tell."""
    selector = {"matchExpressions": [{"key": "a", "operator": operator, "values": values}]}
    found = list(requirements(SUBJECT, ("spec",), selector))
    assert [each.message for each in found] == told
    assert all(each.path[:3] == ("spec", "matchExpressions", 0) and each.remedy for each in found)


def test_labels() -> None:
    """What no object can have is told, at its key."""
    selector = {"matchLabels": {"a": "b", "c": "-d"}, "matchExpressions": [{"key": "e f", "operator": "Exists"}]}
    found = list(requirements(SUBJECT, ("spec",), selector))
    assert [(each.path, each.message) for each in found] == [
        (("spec", "matchLabels", "c"), "`-d` is not a label value"),
        (("spec", "matchExpressions", 0, "key"), "`e f` is not a label key"),
    ]
    assert list(labels(SUBJECT, ("spec",), {"a": "b"})) == []
