"""The layers that pyproject.toml writes down hold, and a climbing import or a library's second owner breaks them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def judged(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package in `folder`."""
    program = "import sys; sys.path.insert(0, 'generator'); from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The package and its contracts, free to be spoilt."""
    shutil.copytree(ROOT / "generator/mcpgen", tmp_path / "generator/mcpgen")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept(copied: Path) -> None:
    """A file imports only downwards, and each library has one owner."""
    done = judged(copied)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Contracts: 8 kept, 0 broken.")


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("yaml/loader.py", "import mcpgen.catalog.merge", "A file imports only downwards"),
        ("tree/plan.py", "import mcpgen.report.changes", "A file imports only downwards"),
        ("catalog/merge.py", "import yaml", "mcpgen.yaml owns PyYAML"),
        ("report/changes.py", "import typer", "mcpgen.cli owns Typer and Rich"),
        ("manifests/service.py", "import pydantic", "mcpgen.catalog owns pydantic"),
        ("stages/server.py", "import jsonschema_rs", "mcpgen.checks owns jsonschema-rs"),
        ("history/past.py", "import mcpgen.stages.outlook", "A file imports only downwards"),
        ("tree/lock.py", "import subprocess", "mcpgen.history runs git, and nothing runs another program"),
        ("kustomize/build.py", "import orjson", "mcpgen.manifests owns orjson"),
        ("tree/apply.py", "import jsonpatch", "mcpgen.kustomize and mcpgen.manifests own jsonpatch"),
    ],
)
def test_a_broken_layer_is_seen(copied: Path, file: str, line: str, broken: str) -> None:
    """One import in the wrong room is enough."""
    path = copied / "generator/mcpgen" / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    done = judged(copied)
    assert done.returncode == 1
    assert f"{broken} BROKEN" in done.stdout


def test_a_new_package_needs_a_layer(copied: Path) -> None:
    """The list of layers is complete: a package that stands in none is an error."""
    (copied / "generator/mcpgen/elsewhere").mkdir()
    (copied / "generator/mcpgen/elsewhere/__init__.py").write_text('"""New."""\n')
    assert judged(copied).returncode == 1
