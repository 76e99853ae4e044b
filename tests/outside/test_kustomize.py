"""kustomize and kubectl build what mcpgen renders, for the repository's own catalog (promise 10)."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.tools import MCPGEN, ROOT, run, tool

SERVERS = ["asana-mcp", "custom-mcp", "internal-mcp", "mongodb-mcp", "my-mcp-server", "notion-mcp"]


def documents(text: str) -> list[Any]:
    """The objects of a stream of YAML documents, in order."""
    return list(yaml.safe_load_all(text))


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_an_environment(environment: str) -> None:
    """The same objects in the same order, from kustomize, from kubectl, and from `mcpgen render`."""
    rendered = documents(run(MCPGEN, "render", environment, cwd=ROOT))
    assert documents(run(tool("kustomize"), "build", f"overlays/{environment}", cwd=ROOT)) == rendered
    assert documents(run(tool("kubectl"), "kustomize", f"overlays/{environment}", cwd=ROOT)) == rendered


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("environment", ["production", "staging"])
def test_a_server_alone(environment: str, server: str) -> None:
    """Each server's overlay builds by itself, as Flux and Argo CD may apply it."""
    rendered = documents(run(MCPGEN, "render", environment, server, cwd=ROOT))
    assert documents(run(tool("kustomize"), "build", f"overlays/{environment}/{server}", cwd=ROOT)) == rendered
