"""The folder of the cases as working folder, so that places are short."""

from __future__ import annotations

import pytest

from tests.checks.lint.samples import CASES


@pytest.fixture
def in_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases are read from where they are."""
    monkeypatch.chdir(CASES)
