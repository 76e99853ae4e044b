"""The ways in which git cannot say what was."""

from __future__ import annotations

from mcpgen.errors import Exit, McpgenError


class Unversioned(McpgenError):
    """The catalog's folder is not in a work tree of git."""

    code = Exit.USAGE


class UnknownRevision(McpgenError):
    """A revision on the command line names no commit."""

    code = Exit.USAGE


class Unreadable(McpgenError):
    """There is no git program, or its repository does not have what is asked for."""

    code = Exit.FAILURE
