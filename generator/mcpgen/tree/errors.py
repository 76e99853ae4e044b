"""The ways in which a tree refuses to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.errors import Exit, McpgenError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Outside(McpgenError):
    """A path leads, or would lead, out of the catalog's folder."""

    code = Exit.INVALID


class Refused(McpgenError):
    """A plan that must not be carried out; nothing was written. Each line names a file or a way out."""

    code = Exit.CONFLICT

    def __init__(self, lines: Sequence[str]) -> None:
        """Takes the lines of the report."""
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))


class Unknown(McpgenError):
    """A path on the command line names no file of ours."""

    code = Exit.USAGE


class Failed(McpgenError):
    """The disk, or a permission, stood in the way."""

    code = Exit.FAILURE
