"""`mcpgen diff`: what a sync would change in each cluster."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_progress import on_terminal
from tests.conftest import HEAD, servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINES = """\
@@ -16,6 +16,6 @@
     app.kubernetes.io/instance: a
   ports:
     - name: http
-      port: 8000
+      port: 9000
       targetPort: http
       protocol: TCP
"""
OPERATIONS = [
    {"op": "test", "path": "/spec/ports/0/name", "value": "http"},
    {"op": "replace", "path": "/spec/ports/0/port", "value": 9000},
]


def ran(path: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen diff` in the catalog's folder."""
    done = mcpgen("diff", *words, cwd=path.parent)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def changed(write: Callable[[str], Path]) -> Path:
    """A catalog of two synced servers, of which the first then gets another port of its Service."""
    path = write(servers("a", "b"))
    assert mcpgen("sync", cwd=path.parent).returncode == 0
    return write(servers("a", "b").replace("  b:", "    service: {port: 9000}\n  b:"))


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "no object changes\n"), (("--format", "json"), "[]\n"), (("--format", "markdown"), "No object changes.\n")],
)
def test_nothing(words: tuple[str, ...], said: str, write: Callable[[str], Path]) -> None:
    """Exit 0 where files are as the catalog asks."""
    path = write(servers("a"))
    mcpgen("sync", cwd=path.parent)
    assert ran(path, *words) == (0, said, "")


def test_for_people(changed: Path) -> None:
    """A headline for each object, its changed lines, and a sum; exit 1."""
    headlines = [f"~ {environment}/a: Service a\n" for environment in ("production", "staging")]
    text = "".join(f"{headline}{LINES}\n" for headline in headlines)
    assert ran(changed) == (1, f"{text}objects: 2 updated\n", "")


@pytest.mark.parametrize("words", [("staging",), ("staging", "a")])
def test_of_one_environment_or_server(words: tuple[str, ...], changed: Path) -> None:
    """Only what was asked for is shown."""
    assert ran(changed, *words) == (1, f"~ staging/a: Service a\n{LINES}\nobjects: 1 updated\n", "")
    assert ran(changed, "staging", "b") == (0, "no object changes\n", "")


def test_for_machines(changed: Path) -> None:
    """Each object with its RFC 6902 operations."""
    code, out, err = ran(changed, "staging", "--format", "json")
    entry = {"environment": "staging", "server": "a", "kind": "Service", "name": "a", "action": "update"}
    assert (code, json.loads(out), err) == (1, [{**entry, "operations": OPERATIONS}], "")


def test_for_pull_requests(changed: Path) -> None:
    """A table of the objects in Markdown, and each difference folded away."""
    table = "| Environment | Server | Object | Change |\n|---|---|---|---|\n| staging | a | Service | update |\n"
    details = f"<details><summary>~ staging/a: Service a</summary>\n\n```diff\n{LINES}```\n\n</details>\n"
    assert ran(changed, "staging", "--format", "markdown") == (1, f"**objects: 1 updated**\n\n{table}\n{details}", "")


def test_colour_is_for_terminals(changed: Path) -> None:
    """Lines are coloured by their sign on a terminal, behind a progress that has gone; the text is the same."""
    colours = {"~": "33", "@": "36", "-": "31", "+": "32"}
    plain = ran(changed, "staging")[1]
    painted = [f"\x1b[{colours[line[0]]}m{line}\x1b[0m" if line[:1] in colours else line for line in plain.splitlines()]
    code, shown = on_terminal("diff", "staging", cwd=changed.parent)
    progress, gone, said = shown.rpartition("\x1b[1A\x1b[2K")
    assert (code, said) == (1, "".join(f"{line}\n" for line in painted))
    assert "rendering" in progress
    assert gone


def test_what_comes_and_what_goes(write: Callable[[str], Path]) -> None:
    """A new server's objects are created whole; those of a server, or an environment, that is gone are deleted whole."""
    path = write(servers("a"))
    mcpgen("sync", cwd=path.parent)
    write(servers("b").replace("  staging:", "  fresh:"))
    code, out, err = ran(path, "--format", "json")
    kinds = ["ServiceAccount", "Service", "Deployment", "NetworkPolicy"]
    expected = [
        {"environment": environment, "server": server, "kind": kind, "name": server, "action": action, "operations": []}
        for environment, server, action in [
            ("fresh", "b", "create"),
            ("production", "a", "delete"),
            ("production", "b", "create"),
            ("staging", "a", "delete"),
        ]
        for kind in kinds
    ]
    assert (code, json.loads(out), err) == (1, expected, "")
    assert ran(path)[1].splitlines()[-1] == "objects: 8 created, 8 deleted"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stagin",), "catalog.yaml:1:1: environments: there is no stagin, did you mean `staging`?\n"),
        (("staging", "c"), "catalog.yaml:1:1: mcp: there is no c, known here: a, b\n"),
        (("--catalog", "none.yaml"), "none.yaml:1:1: cannot be read: No such file or directory, name a readable file\n"),
    ],
)
def test_what_is_not_there(words: tuple[str, ...], said: str, changed: Path) -> None:
    """Exit 3 and one line with the way out; with `--format json` the same on stdout."""
    assert ran(changed, *words) == (3, "", f"{said}1 problem\n")
    code, out, err = ran(changed, *words, "--format", "json")
    assert (code, json.loads(out)["valid"], len(json.loads(out)["problems"]), err) == (3, False, 1, "")


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("staging", "a")])
def test_a_damaged_file(words: tuple[str, ...], changed: Path) -> None:
    """A file that was emptied is told by name, and ends with 4: it does not pass for deleted objects."""
    (changed.parent / "base/a/service.yaml").write_bytes(b"")
    said = "nothing was compared. Run `mcpgen sync`: it writes what is missing, and shows what it would overwrite"
    assert ran(changed, *words) == (4, "", f"base/a/service.yaml: is empty, or not a file\n{said}\n")
    assert ran(changed, "staging", "b") == (0, "no object changes\n", "")


def test_nothing_is_written(write: Callable[[str], Path]) -> None:
    """Before the first sync everything is new, and stays so."""
    path = write(f"{HEAD}mcp: {{a: {{enabled: false}}}}\n")
    assert ran(path) == (0, "no object changes\n", "")
    write(servers("a"))
    code, out, _ = ran(path)
    assert (code, out.splitlines()[-1]) == (1, "objects: 8 created")
    assert [each.name for each in path.parent.iterdir()] == ["catalog.yaml"]
