"""`mcpgen render`: the objects of an environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mcpgen.pipeline import render
from mcpgen.yaml.emitter import emit
from tests.conftest import HEAD, servers
from tests.tools import mcpgen, run, tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACCOUNT = """\
apiVersion: v1
kind: ServiceAccount
metadata:
  name: a
  namespace: mcp
  labels:
    app.kubernetes.io/name: a
    app.kubernetes.io/instance: a
    app.kubernetes.io/component: mcp-server
    app.kubernetes.io/part-of: mcp
    app.kubernetes.io/managed-by: mcpgen
automountServiceAccountToken: false
"""


def ran(path: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen render` in the catalog's folder."""
    done = mcpgen("render", *words, cwd=path.parent)
    return done.returncode, done.stdout, done.stderr


def documents(text: str) -> list[Any]:
    """The objects of a stream of YAML documents."""
    return list(yaml.safe_load_all(text))


def test_an_environment(write: Callable[[str], Path]) -> None:
    """Its objects as YAML documents on stdout, the same that kustomize builds; nothing is written."""
    path = write(servers("a", "b").replace("    port", "    ingress: {enabled: true}\n    port", 1))
    code, out, err = ran(path, "production")
    assert (code, err) == (0, "")
    assert out == "---\n".join(emit(each) for each in render(path, "production", None))
    assert out.startswith(f"{ACCOUNT}---\n")
    assert [each.name for each in path.parent.iterdir()] == ["catalog.yaml"]
    mcpgen("sync", cwd=path.parent)
    assert documents(run(tool("kustomize"), "build", "overlays/production", cwd=path.parent)) == documents(out)


def test_one_server(write: Callable[[str], Path]) -> None:
    """Only its objects, the same that its own overlay builds to."""
    path = write(servers("a", "b"))
    code, out, err = ran(path, "staging", "b")
    assert (code, err) == (0, "")
    names = [(each["kind"], each["metadata"]["name"]) for each in documents(out)]
    assert names == [("ServiceAccount", "b"), ("Service", "b"), ("Deployment", "b"), ("NetworkPolicy", "b")]
    mcpgen("sync", cwd=path.parent)
    assert documents(run(tool("kustomize"), "build", "overlays/staging/b", cwd=path.parent)) == documents(out)


def test_files_on_disk_do_not_matter(write: Callable[[str], Path]) -> None:
    """It shows what the catalog asks for, not what an edited file says."""
    path = write(servers("a"))
    before = ran(path, "staging")
    mcpgen("sync", cwd=path.parent)
    (path.parent / "base/a/service.yaml").write_text("broken: [")
    assert ran(path, "staging") == before


def test_nothing_enabled(write: Callable[[str], Path]) -> None:
    """An environment without objects is empty output, and no error."""
    assert ran(write(f"{HEAD}mcp: {{a: {{enabled: false}}}}\n"), "staging") == (0, "", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("prod",), "catalog.yaml:1:1: environments: there is no prod, known here: production, staging\n"),
        (("production", "aa"), "catalog.yaml:1:1: mcp: there is no aa, did you mean `a`?\n"),
        (
            ("production", "-c", "none.yaml"),
            "none.yaml:1:1: cannot be read: No such file or directory, name a readable file\n",
        ),
        (("production", "-c", "."), ".:1:1: cannot be read: Is a directory, name a readable file\n"),
    ],
)
def test_what_is_not_there(words: tuple[str, ...], said: str, write: Callable[[str], Path]) -> None:
    """Exit 3, one line with the way out on stderr, and no YAML that a pipe could apply."""
    assert ran(write(servers("a")), *words) == (3, "", f"{said}1 problem\n")


def test_text_that_no_manifest_can_carry(write: Callable[[str], Path]) -> None:
    """It is told at its line of the catalog, and not as a bug."""
    path = write(servers("a") + '    args: ["\\x7f"]\n')
    said = "the character U+007F cannot be carried by kustomize, write other text"
    assert ran(path, "staging") == (3, "", f"catalog.yaml:8:12: mcp.a.args[0]: {said}\n1 problem\n")


def test_an_invalid_catalog(write: Callable[[str], Path]) -> None:
    """A mistake in one server is told, and no object of another is printed."""
    path = write(servers("a", "b").replace("org/b", "Org/b"))
    said = "`Org/b` is not an image repository, write lower-case parts with `/` between them, such as ghcr.io/org/server"
    assert ran(path, "staging") == (3, "", f"catalog.yaml:9:25: mcp.b.image.repository: {said}\n1 problem\n")
