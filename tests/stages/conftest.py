"""What the tests of the stages share: a folder of their own as working folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`samples.load` writes its catalog into the working folder."""
    monkeypatch.chdir(tmp_path)
