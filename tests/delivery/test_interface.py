"""What a delivery tool is."""

from __future__ import annotations

from mcpgen.delivery.interface import Tool


def test_folder() -> None:
    """Below clusters/, by environment and tool."""
    tool = Tool("mine", "Mine", lambda _: True, lambda _: {}, {}, lambda _: ())
    assert tool.folder("production") == "clusters/production/mine"
