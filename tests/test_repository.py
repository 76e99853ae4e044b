"""What this repository asks of itself: its own golden files, a test for every module, small pieces, nothing of one machine."""

from __future__ import annotations

import ast
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.tools import ROOT, mcpgen, run

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted(path for path in (ROOT / "generator/mcpgen").rglob("*.py") if path.name != "__init__.py")
TRACKED = [ROOT / name for name in run("git", "ls-files", "-co", "--exclude-standard", cwd=ROOT).splitlines()]
SOURCES = [path for path in TRACKED if path.suffix == ".py" and path.exists()]
TEXTS = [path for path in TRACKED if path.is_file() and path.suffix not in {".png"}]


def test_base_and_overlays_are_what_the_catalog_asks_for() -> None:
    """The repository is its own golden file."""
    done = mcpgen("sync", "--check", "catalog.yaml", cwd=ROOT)
    assert (done.returncode, done.stderr[:13]) == (0, "nothing to do")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT / "generator/mcpgen").as_posix())
def test_every_module_has_a_test_file(module: Path) -> None:
    """tests/ mirrors generator/mcpgen/: one file a module."""
    inner = module.relative_to(ROOT / "generator/mcpgen")
    assert (ROOT / "tests" / inner.parent / f"test_{inner.name}").exists()


def test_files_are_short() -> None:
    """At most 250 lines."""
    assert [path.name for path in SOURCES if path.read_text().count("\n") > 250] == []


def functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of every Python file, with the place to look for it."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def test_functions_are_short_and_typed() -> None:
    """At most 40 lines, and a return annotation."""
    found = functions()
    assert len(found) > 500
    assert [where for where, node in found if (node.end_lineno or 0) - node.lineno >= 40] == []
    assert [where for where, node in found if node.returns is None] == []


def test_nothing_hides_a_missing_tool_or_an_unknown_error() -> None:
    """No skipped test, no bare handler, no unexplained exemption from the type checker."""
    words = ["pytest" + r"\.skip", "mark" + r"\.skip", "import" + "orskip", "mark" + r"\.xfail", "except " + "Exception"]
    pattern = re.compile("|".join([*words, "# type: " + r"ignore(?!\[)", "TO" + "DO|FIX" + "ME"]))
    assert [path.name for path in SOURCES if pattern.search(path.read_text())] == []


def test_nothing_of_one_machine_is_in_the_tree() -> None:
    """No home folder, no workplace, no address of a package mirror."""
    pattern = re.compile(
        "/ho" + "me/|/Use" + "rs/|/wo" + r"rk/|/ro" + r"ot/|https?://(localhost|127\.0\.0\.1|10\.)[^\s]*simple"
    )
    found = [path.relative_to(ROOT).as_posix() for path in TEXTS if pattern.search(path.read_text(errors="replace"))]
    assert found == []


def test_the_package_holds_its_data(tmp_path: Path) -> None:
    """A wheel carries the starter catalog and the type marker: `mcpgen init` works where the tree is not."""
    subprocess.run(
        [str(ROOT / ".venv/bin/python"), "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)], check=True
    )
    names = run("unzip", "-Z1", next(tmp_path.glob("*.whl"))).splitlines()
    assert {"mcpgen/py.typed", "mcpgen/cli/starter/catalog.yaml", "mcpgen/cli/starter/gitignore"} <= set(names)
