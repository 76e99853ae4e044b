"""`mcpgen schema`: the JSON Schema of the catalog on stdout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mcpgen.catalog.schema import json_schema
from tests.tools import mcpgen

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_printed(tmp_path: Path) -> None:
    """The schema and nothing else, in a folder without a catalog too."""
    done = mcpgen("schema", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, json_schema(), "")
    assert list(tmp_path.iterdir()) == []


def test_it_does_not_change_from_run_to_run(tmp_path: Path) -> None:
    """A schema kept in git shows no difference that is none: same bytes, one line end at the end."""
    first, second = (mcpgen("schema", cwd=tmp_path).stdout for _ in range(2))
    assert first == second == json.dumps(json_schema(), indent=2) + "\n"
