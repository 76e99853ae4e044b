"""`mcpgen list`: every server by environment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.conftest import HEAD, servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGEST = "sha256:0123456789ab" + "c" * 52
CATALOG = f"""\
environments:
  staging: {{namespace: mcp, domain: s.example.com, mcp: {{b: {{enabled: false}}}}}}
  production: {{namespace: mcp, domain: example.com, mcp: {{a: {{replicas: 3}}}}}}
mcp:
  b:
    image: {{repository: registry.example.com/org/b, tag: v2, digest: "{DIGEST}"}}
    port: 8000
    autoscaling: {{enabled: true, minReplicas: 2}}
    ingress: {{enabled: true}}
  a: {{image: {{repository: org/a, tag: v1}}, port: 8000}}
  off: {{enabled: false}}
"""
TABLE = """\
SERVER  ENVIRONMENT  IMAGE                                       REPLICAS  HOST               DRIFT
a       production   org/a:v1                                    3         -                  -
a       staging      org/a:v1                                    1         -                  -
b       production   registry.example.com/org/b:v2@0123456789ab  2-10      mcp-b.example.com  -
"""
ROWS = [
    {"server": "a", "environment": "production", "image": "org/a:v1", "replicas": "3", "host": "", "drift": False},
    {"server": "a", "environment": "staging", "image": "org/a:v1", "replicas": "1", "host": "", "drift": False},
    {
        "server": "b",
        "environment": "production",
        "image": f"registry.example.com/org/b:v2@{DIGEST}",
        "replicas": "2-10",
        "host": "mcp-b.example.com",
        "drift": False,
    },
]


def ran(path: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen list` in the catalog's folder."""
    done = mcpgen("list", *words, cwd=path.parent)
    return done.returncode, done.stdout, done.stderr


def test_for_people(write: Callable[[str], Path]) -> None:
    """A table sorted by server and environment; a digest by the digits that people compare."""
    path = write(CATALOG)
    assert mcpgen("sync", cwd=path.parent).returncode == 0
    assert ran(path) == (0, TABLE, "")


def test_for_machines(write: Callable[[str], Path]) -> None:
    """The same rows as JSON, with the whole digest."""
    path = write(CATALOG)
    assert mcpgen("sync", cwd=path.parent).returncode == 0
    code, out, err = ran(path, "--format", "json")
    assert (code, json.loads(out), err) == (0, ROWS, "")


def test_drift(write: Callable[[str], Path]) -> None:
    """A server whose files are not as wanted says so, in the environments that it reaches; all of them before a sync."""
    path = write(servers("a", "b"))

    def drifted() -> list[tuple[str, str]]:
        found = json.loads(ran(path, "--format", "json")[1])
        return [(row["server"], row["environment"]) for row in found if row["drift"]]

    everywhere = [("a", "production"), ("a", "staging"), ("b", "production"), ("b", "staging")]
    assert drifted() == everywhere
    mcpgen("sync", cwd=path.parent)
    assert drifted() == []
    (path.parent / "overlays/staging/b/kustomization.yaml").unlink()
    assert drifted() == [("b", "staging")]
    (path.parent / "base/a/service.yaml").write_text("kind: Mine\n")
    assert drifted() == [("a", "production"), ("a", "staging"), ("b", "staging")]
    text = ran(path)[1].splitlines()
    assert [line.split()[-1] for line in text] == ["DRIFT", "drift", "drift", "-", "drift"]


def test_nothing_enabled(write: Callable[[str], Path]) -> None:
    """A catalog whose servers are all off is an empty list, and no error."""
    path = write(f"{HEAD}mcp: {{a: {{enabled: false}}}}\n")
    assert ran(path) == (0, "SERVER  ENVIRONMENT  IMAGE  REPLICAS  HOST  DRIFT\n", "")
    assert ran(path, "--format", "json") == (0, "[]\n", "")


def test_an_invalid_catalog(write: Callable[[str], Path]) -> None:
    """Exit 3 and every problem, of one server, of another, and none twice; a catalog that cannot be read is one line."""
    path = write(servers("a", "b").replace("port: 8000", "port: 0"))
    wrong = "expected 1-65535, got 0, write the port that the server listens on"
    said = f"catalog.yaml:7:11: mcp.a.port: {wrong}\ncatalog.yaml:10:11: mcp.b.port: {wrong}\n2 problems\n"
    assert ran(path) == (3, "", said)
    said = "none.yaml:1:1: cannot be read: No such file or directory, name a readable file\n1 problem\n"
    assert ran(path, "none.yaml") == (3, "", said)
    code, out, err = ran(path, ".", "--format", "json")
    problem = {"file": ".", "line": 1, "column": 1, "field": "", "message": "cannot be read: Is a directory"}
    expected = {"valid": False, "problems": [{**problem, "remedy": "name a readable file"}]}
    assert (code, json.loads(out), err) == (3, expected, "")
