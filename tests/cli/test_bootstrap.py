"""`mcpgen bootstrap`: the command alone on stdout, all else on stderr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from tests.tools import mcpgen, run, tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """\
environments:
  production: {namespace: mcp, delivery: {git: {url: "https://git.example.com/org/mcp"}, flux: {}}}
mcp: {a: {image: {repository: org/a, tag: v1}, port: 8000}}
"""
COMMAND = "kubectl apply --server-side --kustomize clusters/production/flux\n"
SAID = """\
needed before:
  clusters/production/flux pushed to the branch main of https://git.example.com/org/mcp
  Flux 2.7 or later in flux-system: `flux install`
makes:
  Namespace mcp
  GitRepository production in flux-system
  Kustomization production in flux-system
  Kustomization production-a in flux-system
"""


def ran(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen bootstrap`."""
    done = mcpgen("bootstrap", *words, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def test_before_and_after_a_sync(write: Callable[[str], Path]) -> None:
    """The command is the same; that the files are not there yet is said."""
    folder = write(TEXT).parent
    late = f"{SAID}the files are not as the catalog asks: run `mcpgen sync` and push before\n"
    assert ran(folder, "flux", "production") == (0, COMMAND, late)
    mcpgen("sync", cwd=folder)
    assert ran(folder, "flux", "production") == (0, COMMAND, SAID)


def test_what_it_says_it_makes(write: Callable[[str], Path]) -> None:
    """Is what the folder of its command builds to."""
    folder = write(TEXT).parent
    mcpgen("sync", cwd=folder)
    code, out, err = ran(folder, "flux", "production", "--format", "json")
    found = json.loads(out)
    assert (code, err, found["command"]) == (0, "", COMMAND.strip())
    built = yaml.safe_load_all(run(tool("kubectl"), "kustomize", found["command"].rpartition(" ")[2], cwd=folder))
    heads = [{"kind": each["kind"], "namespace": None, "name": "", **each["metadata"]} for each in built]
    made = [{key: head[key] for key in ("kind", "namespace", "name")} for head in heads]
    assert sorted(made, key=str) == sorted(found["makes"], key=str)


def test_mistakes(write: Callable[[str], Path]) -> None:
    """A tool that does not exist is a usage error; one that does not deliver, or no such environment, an invalid catalog."""
    folder = write(TEXT).parent
    assert ran(folder, "helm", "production")[0] == 2
    code, out, err = ran(folder, "argocd", "production")
    assert (code, out) == (3, "")
    assert err.startswith("catalog.yaml:2:42: environments.production.delivery: Argo CD does not deliver production")
    code, out, err = ran(folder, "flux", "prod", "--format", "json")
    assert (code, err, json.loads(out)["problems"][0]["message"]) == (3, "", "there is no prod")
