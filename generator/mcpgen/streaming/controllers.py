"""The ingress controllers that the catalog can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.streaming import nginx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.streaming.interface import Controller

CONTROLLERS: Mapping[str, Controller] = {
    "nginx": nginx.CONTROLLER,
}
"""Name in the catalog → what writes its words."""
