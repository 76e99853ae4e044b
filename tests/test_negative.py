"""Bad catalogs: each file in cases/negative gives exactly the message beside it, and nothing on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcpgen.errors import Invalid
from mcpgen.pipeline import Work, generate
from tests.tools import mcpgen

CASES = Path(__file__).parent / "cases" / "negative"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))


def problems_of(name: str) -> str:
    """The problems of a case, in-process."""
    with pytest.raises(Invalid) as raised:
        generate(Path(f"{name}.yaml"), Work())
    return f"{raised.value}\n"


@pytest.mark.parametrize("name", NAMES)
def test_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem of the case is told, at its place, in these words."""
    monkeypatch.chdir(CASES)
    assert problems_of(name) == (CASES / f"{name}.expected").read_text(encoding="utf-8")


def test_there_are_enough_cases_and_each_has_its_message() -> None:
    """More than a hundred; a case without a message, or a message without a case, is a mistake."""
    assert len(NAMES) > 100
    assert sorted(path.stem for path in CASES.glob("*.expected")) == NAMES


def test_the_program_writes_nothing_and_ends_with_3(tmp_path: Path) -> None:
    """An invalid catalog changes no byte on disk: not even an empty folder appears (promise 3)."""
    (tmp_path / "catalog.yaml").write_bytes((CASES / "many-problems.yaml").read_bytes())
    done = mcpgen("sync", "catalog.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (CASES / "many-problems.expected").read_text().replace("many-problems", "catalog") + "5 problems\n"
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.yaml"]


def test_no_message_repeats_a_credential() -> None:
    """What looks like a credential is refused (promise 8), and told without its value."""
    names = [name for name in NAMES if name.startswith("credential-")]
    assert len(names) > 8
    for name in names:
        told = (CASES / f"{name}.expected").read_text()
        assert "looks like a credential" in told
        for secret in ("hunter2", "ghp_", "s3cr3tpass", "Zx81kQp20vNm44Rt", "github9", "mysecretpw1", "MyM1nd", "1987"):
            assert secret not in told
