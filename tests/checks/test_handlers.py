"""Handlers: one of those that are known."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.handlers import handlers

SUBJECT = {"kind": "Deployment", "metadata": {"name": "x"}}


@pytest.mark.parametrize(
    ("holder", "told"),
    [
        ({"exec": {"command": ["a"]}, "periodSeconds": 1}, []),
        ({"httpGet": {}, "exec": None}, []),
        ({"exec": {}}, [(("p", "exec"), "`exec` without a command")]),
        ({"exec": {}, "httpGet": {}}, [(("p", "httpGet"), "both exec and httpGet")]),
        ({"httpGet": {}, "exec": {}}, [(("p", "httpGet"), "both exec and httpGet")]),
        ({"exec": None}, [(("p",), "no handler")]),
        ({"periodSeconds": 5}, [(("p",), "no handler")]),
        ({"httpget": {}}, []),
    ],
)
def test_handlers(holder: dict[str, Any], told: list[Any]) -> None:
    """None and more than one are told; a null is none."""
    found = handlers(SUBJECT, ("p",), holder, ("exec", "httpGet"))
    assert [(each.path, each.message) for each in found] == told


def test_the_lesser_of_two_is_told() -> None:
    """It is named first, and the other as the way to keep it."""
    found = list(handlers(SUBJECT, ("p",), {"tcpSocket": {}, "httpGet": {}}, ("httpGet", "tcpSocket")))
    assert [(each.path, each.remedy) for each in found] == [
        (("p", "tcpSocket"), "remove `tcpSocket`, or `httpGet` and keep it")
    ]
