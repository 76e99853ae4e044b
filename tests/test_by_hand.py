"""by-hand.mk with the real make and the real kubectl, as far as they go without a cluster.

What it does to a cluster is for the end-to-end tests to show, which have an API server.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import servers
from tests.plans import synced
from tests.tools import MCPGEN, ROOT, tool

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
apiVersion: v1
kind: Config
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
users: [{name: nobody, user: {token: none}}]
current-context: nowhere
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder with two environments, and a kubeconfig whose only cluster does not answer."""
    synced(tmp_path, servers("a"))
    shutil.copy(ROOT / "by-hand.mk", tmp_path)
    (tmp_path / "Makefile").write_text("include by-hand.mk\n")
    (tmp_path / "kubeconfig").write_text(CONFIG)
    return tmp_path


def made(folder: Path, *words: str, path: str = "", config: str = "kubeconfig") -> tuple[int, str, str]:
    """Exit code, stdout and stderr of make, which gets nothing to read."""
    programs = path or f"{MCPGEN.parent}:{tool('kubectl').parent}:{os.environ['PATH']}"
    surroundings = {"PATH": programs, "KUBECONFIG": str(folder / config), "HOME": str(folder), "LC_ALL": "C"}
    command = [shutil.which("make") or "make", *words]
    done = subprocess.run(
        command, cwd=folder, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, re.sub(r"make: \*\*\* \[by-hand.mk:\d+: ", "make: *** [", done.stderr)


def test_an_environment_that_is_not_there(folder: Path) -> None:
    """Is told with those that are; before any cluster is asked."""
    said = "overlays/nowhere is not there; environments: production staging \nmake: *** [install-nowhere] Error 2\n"
    assert made(folder, "install-nowhere") == (2, "", said)


def test_files_that_are_not_as_the_catalog_asks(folder: Path) -> None:
    """Are not applied."""
    (folder / "catalog.yaml").write_text(servers("a").replace("tag: v1", "tag: v2"))
    code, out, err = made(folder, "install-staging", "YES=1")
    assert (code, out) == (2, "")
    assert err.endswith(
        "the files are not what the catalog asks for: run `mcpgen sync`\nmake: *** [install-staging] Error 1\n"
    )


def test_a_cluster_that_does_not_answer(folder: Path) -> None:
    """Kubectl says so; nothing is asked and nothing applied."""
    code, out, err = made(folder, "install-staging", "YES=1")
    assert (code, out) == (2, "into nowhere:\n")
    assert "127.0.0.1:1 was refused" in err
    assert "apply" not in err
    for words in (("k8s-hpa",), ("logs", "SERVICE=a")):
        code, out, err = made(folder, *words)
        assert (code, out, "127.0.0.1:1 was refused" in err) == (2, "", True)


@pytest.mark.parametrize("target", ["install-staging", "k8s-hpa", "logs"])
def test_no_context(target: str, folder: Path) -> None:
    """Without one, and with none named, there is nowhere to go."""
    code, out, err = made(folder, target, config="none")
    assert (code, out) == (2, "")
    assert err.startswith("kubectl has no current context: `kubectl config use-context NAME`, or write CONTEXT=NAME\n")


def test_a_context_by_name(folder: Path) -> None:
    """It is used for every call, the current one or not."""
    code, out, err = made(folder, "k8s-hpa", "CONTEXT=elsewhere")
    assert (code, out, "context was not found for specified context: elsewhere" in err) == (2, "", True)


def test_no_kubectl(folder: Path) -> None:
    """One line with what to do."""
    shell = folder / "bin"
    shell.mkdir()
    (shell / "sh").symlink_to("/bin/sh")
    code, out, err = made(folder, "k8s-hpa", path=str(shell))
    assert (code, out, err.splitlines()[0]) == (2, "", "kubectl is not on PATH: install it, or write KUBECTL=…")


def test_logs_of_no_server(folder: Path) -> None:
    """The server has to be named."""
    said = "write which server: make logs SERVICE=NAME\nmake: *** [logs] Error 2\n"
    assert made(folder, "logs") == (2, "", said)


def test_what_would_run(folder: Path) -> None:
    """Differences before the question, the question before the change; server-side, by one field manager, in one context."""
    code, out, err = made(folder, "--dry-run", "install-staging")
    steps = ["sync --check", "get namespace", " diff --server-side", "apply this to", " apply --server-side", "rollout status"]
    places = [out.index(step) for step in steps]
    assert (code, err, places) == (0, "", sorted(places))
    assert out.count("--context 'nowhere'") == 4
    assert out.count("--field-manager=mcpgen --kustomize 'overlays/staging'") == 2


def test_the_namespaces_are_those_of_the_objects(folder: Path) -> None:
    """The line that finds them, held against what mcpgen renders."""
    line = "kubectl kustomize overlays/staging | sed -n 's/^  namespace: //p' | sort -u"
    text = (ROOT / "by-hand.mk").read_text()
    assert text.count("kustomize 'overlays/$*' | sed -n 's/^  namespace: //p' | sort -u") == 2
    path = f"{tool('kubectl').parent}:{os.environ['PATH']}"
    done = subprocess.run(["sh", "-c", line], cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=True)
    assert done.stdout == "mcp\n"


def test_the_repositorys_makefile_has_them() -> None:
    """`make install-staging` works in this repository too."""
    done = subprocess.run(["make", "-n", "k8s-hpa", "CONTEXT=x"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "get horizontalpodautoscalers" in done.stdout
