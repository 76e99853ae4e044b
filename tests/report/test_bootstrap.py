"""The way to hook a cluster up, as text and as JSON."""

from __future__ import annotations

import json

from mcpgen.report.bootstrap import bootstrap_json, bootstrap_text
from mcpgen.stages.bootstrap import Bootstrap, Made

FOUND = Bootstrap("kubectl …", ("git",), (Made("Namespace", None, "mcp"), Made("Alert", "flux-system", "x")), synced=True)


def test_text() -> None:
    """What is needed, then what it makes."""
    assert bootstrap_text(FOUND) == "needed before:\n  git\nmakes:\n  Namespace mcp\n  Alert x in flux-system"


def test_files_that_are_not_there_yet() -> None:
    """Are told last, where they are read."""
    late = Bootstrap("kubectl …", ("git",), (), synced=False)
    last = bootstrap_text(late).splitlines()[-1]
    assert last == "the files are not as the catalog asks: run `mcpgen sync` and push before"


def test_json() -> None:
    """The same in parts."""
    assert json.loads(bootstrap_json(FOUND)) == {
        "command": "kubectl …",
        "needs": ["git"],
        "makes": [
            {"kind": "Namespace", "namespace": None, "name": "mcp"},
            {"kind": "Alert", "namespace": "flux-system", "name": "x"},
        ],
        "synced": True,
    }
