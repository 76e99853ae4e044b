"""What every controller takes and gives: what is not said stays closed, and nothing said can be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from mcpgen.streaming.interface import Callers, Limit, Route
from tests.streaming.samples import PLAIN


def test_a_limit_is_an_error_unless_it_is_said_to_be_less() -> None:
    """Forgetting a word must not open a server."""
    assert Limit("allowlist", "It cannot", "remove it").severity == "error"


def test_a_route_is_an_ingress_unless_it_is_said_to_be_none() -> None:
    """Most controllers read one, and need nothing beside it."""
    assert Route("none") == Route("none", {}, {}, (), (), ingress=True)


def test_nobody_calls_unless_someone_is_named() -> None:
    """Neither a namespace nor an address."""
    assert Callers() == Callers(None, {}, ())


def test_an_intent_asks_for_nothing_by_itself() -> None:
    """And no controller can change what another one reads."""
    asked = (PLAIN.rate, PLAIN.cors, PLAIN.certificate, PLAIN.max_body, PLAIN.allowlist, PLAIN.auth)
    assert asked == (None, None, None, None, (), None)
    with pytest.raises(FrozenInstanceError):
        PLAIN.streaming = True  # type: ignore[misc]
