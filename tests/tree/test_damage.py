"""Why files cannot be built, told by name."""

from __future__ import annotations

import pytest

from mcpgen.tree.damage import damages
from mcpgen.tree.header import seal

FILE = "base/a/service.yaml"
LIST = "base/a/kustomization.yaml"
GOOD = {path: seal(path, "v: 1\n").encode() for path in (FILE, LIST)}
EDITED = {path: data + b"# mine\n" for path, data in GOOD.items()}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({**GOOD, FILE: b""}, {FILE: "is empty, or not a file"}),
        ({LIST: GOOD[LIST]}, {FILE: "is missing"}),
        ({LIST: EDITED[LIST]}, {LIST: "was edited by hand or cut short"}),
        ({**GOOD, FILE: GOOD[FILE][:60]}, {FILE: "is not a file that mcpgen wrote here"}),
        (EDITED, dict.fromkeys((FILE, LIST), "was edited by hand or cut short")),
        (GOOD, {FILE: "is not as this version of mcpgen writes it"}),
    ],
)
def test_damages(files: dict[str, bytes], told: dict[str, str]) -> None:
    """Those that are not as they were written; a missing one only where the file that names it can be believed."""
    assert damages(files.get, [FILE, LIST]) == {path: f"{path}: {words}" for path, words in told.items()}
