"""A sync of a prepared tree in a process of its own, to be killed: `python -m tests.tree.carry_out ROOT WANTED.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from mcpgen.errors import McpgenError
from mcpgen.tree.apply import apply
from mcpgen.tree.lock import locked
from tests.tree.samples import planned


def main(root: Path, wanted: Path) -> int:
    """Ends with 0, or with the exit code of what went wrong, told in one line."""
    files = json.loads(wanted.read_text())
    try:
        with locked(root, 20):
            apply(root, planned(root, files))
    except McpgenError as error:
        sys.stderr.write(f"{error}\n")
        return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
