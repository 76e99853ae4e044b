"""`mcpgen validate`: a verdict on the catalog alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BAD = servers("a").replace("port: 8000", "prt: 8000")
PROBLEMS = [
    {
        "file": "catalog.yaml",
        "line": 6,
        "column": 5,
        "field": "mcp.a.port",
        "message": "missing",
        "remedy": "write `port: …`",
    },
    {
        "file": "catalog.yaml",
        "line": 7,
        "column": 5,
        "field": "mcp.a.prt",
        "message": "unknown field",
        "remedy": "did you mean `port`?",
    },
]


def ran(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen validate`."""
    done = mcpgen("validate", *words, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def test_a_valid_catalog(write: Callable[[str], Path]) -> None:
    """How many servers and files it asks for; none of them is written."""
    folder = write(servers("a", "b")).parent
    assert ran(folder) == (0, "", "catalog.yaml is valid: 2 servers, 16 files\n")
    assert ran(folder, "catalog.yaml", "--format", "human")[2] == "catalog.yaml is valid: 2 servers, 16 files\n"
    assert ran(folder, "--format", "json") == (0, '{\n  "valid": true,\n  "problems": [],\n  "warnings": 0\n}\n', "")
    assert [each.name for each in folder.iterdir()] == ["catalog.yaml"]


def test_an_invalid_catalog(write: Callable[[str], Path]) -> None:
    """Each problem on a line of its own with its place, and how many they are."""
    folder = write(BAD).parent
    assert ran(folder) == (
        3,
        "",
        "catalog.yaml:6:5: mcp.a.port: missing, write `port: …`\n"
        "catalog.yaml:7:5: mcp.a.prt: unknown field, did you mean `port`?\n"
        "2 problems\n",
    )


def test_an_invalid_catalog_for_machines(write: Callable[[str], Path]) -> None:
    """The same problems in parts, on stdout, and nothing on stderr."""
    code, out, err = ran(write(BAD).parent, "--format", "json")
    assert (code, json.loads(out), err) == (3, {"valid": False, "problems": PROBLEMS}, "")


def test_one_problem_is_counted_as_one(write: Callable[[str], Path]) -> None:
    """A mistake that two environments share is told once."""
    folder = write(servers("a").replace("8000", "0")).parent
    line = "catalog.yaml:7:11: mcp.a.port: expected 1-65535, got 0, write the port that the server listens on\n"
    assert ran(folder) == (3, "", f"{line}1 problem\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.yaml", "none.yaml:1:1: cannot be read: No such file or directory, name a readable file\n"),
        ("none/catalog.yaml", "none/catalog.yaml:1:1: cannot be read: No such file or directory, name a readable file\n"),
        ("folder", "folder:1:1: cannot be read: Is a directory, name a readable file\n"),
        ("catalog.yaml/a", "catalog.yaml/a:1:1: cannot be read: Not a directory, name a readable file\n"),
        ("a\x1b[31m\nb", "a\\x1b[31m\\nb:1:1: cannot be read: No such file or directory, name a readable file\n"),
        ("/dev/null", "/dev/null:1:1: the file is empty, write `mcp:` with the servers below it\n"),
    ],
)
def test_what_cannot_be_read(name: str, said: str, write: Callable[[str], Path]) -> None:
    """It is one line with the name as it was given, without control characters, and no traceback."""
    folder = write(servers("a")).parent
    (folder / "folder").mkdir()
    assert ran(folder, name) == (3, "", f"{said}1 problem\n")


def test_generated_files_do_not_matter(write: Callable[[str], Path]) -> None:
    """An edited, a foreign or a broken file beside the catalog changes no verdict."""
    folder = write(servers("a")).parent
    (folder / "base").mkdir()
    (folder / "base/a").write_text("no folder")
    assert ran(folder) == (0, "", "catalog.yaml is valid: 1 server, 9 files\n")


def test_includes_belong_to_it(write: Callable[[str], Path]) -> None:
    """A problem in an included file is told at that file."""
    folder = write("include: [teams/*.yaml]\nenvironments: {e: {namespace: m}}\n").parent
    (folder / "teams").mkdir()
    (folder / "teams/x.yaml").write_text("mcp: {a: {port: 80, image: x}}\n")
    said = 'teams/x.yaml:1:28: mcp.a.image: expected a mapping, got the text "x", write `key: value` lines below it\n'
    assert ran(folder) == (3, "", f"{said}1 problem\n")


def test_warnings_are_counted(write: Callable[[str], Path]) -> None:
    """As many as `mcpgen lint` tells, in one last line, or as a number; the verdict stays."""
    opened = f"{servers('a')}    ingress: {{enabled: true}}\n"
    folder = write(opened).parent
    assert ran(folder) == (0, "", "catalog.yaml is valid: 1 server, 12 files\nlint: 1 warning, see `mcpgen lint`\n")
    assert json.loads(ran(folder, "--format", "json")[1]) == {"valid": True, "problems": [], "warnings": 1}
    two = f"{servers('a', 'b')}    ingress: {{enabled: true}}\n".replace("  b:", "    ingress: {enabled: true}\n  b:")
    assert ran(write(two).parent)[2].splitlines()[-1] == "lint: 2 warnings, see `mcpgen lint`"


def test_a_warning_of_the_defaults_is_counted_once(write: Callable[[str], Path]) -> None:
    """Every server shows it; it is one line of the catalog, to validate as to lint."""
    folder = write(f"defaults: {{ingress: {{enabled: true}}}}\n{servers('a', 'b')}").parent
    assert ran(folder)[2].splitlines()[-1] == "lint: 1 warning, see `mcpgen lint`"
    assert mcpgen("lint", cwd=folder).stderr.splitlines()[-1] == "1 warning"
