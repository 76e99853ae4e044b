"""What implementations have in common."""

from __future__ import annotations

import pytest

from mcpgen.streaming.implementations.interface import beside_gateway, extension, rates, route_target, service_target
from mcpgen.streaming.interface import Callers, Gateway, RateLimit
from tests.streaming.implementations.samples import ROUTE, SERVICE, asked
from tests.streaming.samples import PLAIN

LABELS = {"gateway.networking.k8s.io/gateway-name": "edge"}


@pytest.mark.parametrize(
    ("gateway", "callers"),
    [
        (Gateway("edge", "infra"), Callers("infra", LABELS)),
        (Gateway("edge"), Callers("mcp", LABELS)),
        (Gateway(), Callers()),
    ],
)
def test_callers_beside_the_gateway(gateway: Gateway, callers: Callers) -> None:
    """In the Gateway's namespace, which is the server's unless it names one; without a Gateway, nobody."""
    assert beside_gateway(asked(None, gateway=gateway)) == callers


def test_no_namespace_where_the_environments_differ() -> None:
    """A base that has none leaves it to the overlays."""
    assert beside_gateway(asked(None, gateway=Gateway("edge"), namespace=None)) == Callers(None, LABELS)


def test_references() -> None:
    """Group, kind and name of what a policy is for, and of a filter's object."""
    assert route_target(PLAIN) == ROUTE
    assert service_target(PLAIN) == SERVICE
    assert extension("a.example.com", "Filter", "f") == {
        "type": "ExtensionRef",
        "extensionRef": {"group": "a.example.com", "kind": "Filter", "name": "f"},
    }


@pytest.mark.parametrize(
    ("second", "minute", "found"),
    [(None, None, []), (10, None, [(10, "s")]), (None, 60, [(60, "m")]), (10, 60, [(10, "s"), (60, "m")])],
)
def test_rates(second: int | None, minute: int | None, found: list[tuple[int, str]]) -> None:
    """Each with its unit of time."""
    assert rates(RateLimit(second, minute, 5, 100)) == found
