"""A server's objects, side by side."""

from __future__ import annotations

import pytest

from mcpgen.checks.dangers.transition import Action, namespace
from tests.checks.dangers.samples import Object, deployment, service, subject, transition


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        ([], [service()], Action.CREATE),
        ([service()], [], Action.DELETE),
        ([service(a=1)], [service(a=2)], Action.CHANGE),
        ([service()], [service()], Action.CHANGE),
        ([deployment(selector={"a": "1"})], [deployment(selector={"a": "2"})], Action.REPLACE),
    ],
)
def test_what_becomes_of_an_object(old: list[Object], new: list[Object], action: Action) -> None:
    """One is created, deleted, changed, or, where it cannot be changed, replaced."""
    assert [pair.action for pair in transition(old, new).pairs] == [action]


def test_another_namespace_is_another_object() -> None:
    """It is deleted there and made anew here: one pair that moves."""
    new = {**service(), "metadata": {"name": "a", "namespace": "tools"}}
    (pair,) = transition([service()], [new]).pairs
    assert (pair.moves, pair.action, namespace(service()), namespace(new)) == (True, Action.REPLACE, "mcp", "tools")
    assert namespace({"metadata": {"name": "a"}}) == ""


def test_a_version_is_not_another_object_and_a_group_is() -> None:
    """`v1beta1` to `v1` changes one object; the same kind of another group is another one."""
    beta, stable = (subject("SecretStore", f"external-secrets.io/{each}") for each in ("v1beta1", "v1"))
    assert [pair.action for pair in transition([beta], [stable]).pairs] == [Action.CHANGE]
    other = subject("SecretStore", "example.com/v1")
    assert [pair.action for pair in transition([beta], [other]).pairs] == [Action.CREATE, Action.DELETE]


def test_order_and_kinds() -> None:
    """The new objects in their order, then those that go; pairs can be asked for by kind."""
    found = transition([service(), subject("Secret")], [deployment(), service()])
    assert [pair.kind for pair in found.pairs] == ["Deployment", "Service", "Secret"]
    assert [pair.kind for pair in found.of_kind("Secret", "Service")] == ["Service", "Secret"]
    assert (found.stays, transition([], [service()]).stays, transition([service()], []).stays) == (True, False, False)
