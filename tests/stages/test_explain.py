"""From generated lines back to the catalog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mcpgen.errors import Invalid
from mcpgen.pipeline import Work, explained, generate
from mcpgen.report.explanations import explanations_text

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = """\
environments:
  production:
    namespace: mcp
    domain: example.com
    infisical: {projectSlug: ours}
    mcp:
      search:
        replicas: 4
        env: {env: [{name: LEVEL, value: warn}]}
  staging: {namespace: mcp, domain: staging.example.com}
mcp:
  search:
    image: {repository: ghcr.io/example/search, tag: v1}
    port: 8000
    replicas: 2
    env:
      env:
        - {name: MODE, value: sse}
        - {name: LEVEL, value: info}
    secret: {create: true}
    ingress: {enabled: true}
"""


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalog above, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "catalog.yaml"
    path.write_text(CATALOG)
    return path.relative_to(tmp_path)


def shown(catalog: Path, file: str, wanted: str) -> list[str]:
    """The explanations of those lines of a file that match, without their line numbers."""
    lines = explanations_text(explained(catalog, file, None)).splitlines()
    return [re.sub(r"  +", "  ", line[6:].strip()) for line in lines if re.search(wanted, line)]


@pytest.mark.parametrize(
    ("file", "wanted", "expected"),
    [
        ("base/search/deployment.yaml", "replicas:", ["replicas: 2  catalog.yaml:15:15 mcp.search.replicas"]),
        ("base/search/deployment.yaml", "containerPort", ["containerPort: 8000  catalog.yaml:14:11 mcp.search.port"]),
        ("base/search/deployment.yaml", "value: info", ["value: info  catalog.yaml:19:32 mcp.search.env.env[1].value"]),
        (
            "base/search/deployment.yaml",
            "maxSurge",
            ["maxSurge: 1  default for mcp.search.strategy.rollingUpdate.maxSurge at catalog.yaml:13:5"],
        ),
        ("base/search/service.yaml", "namespace", ["namespace: mcp  catalog.yaml:3:16 environments.production.namespace"]),
        (
            "overlays/production/search/deployment.yaml",
            "value: warn",
            ["value: warn  catalog.yaml:9:42 environments.production.mcp.search.env.env[0].value"],
        ),
        (
            "overlays/production/search/kustomization.yaml",
            "count|newTag",
            [
                "newTag: v1  catalog.yaml:13:54 mcp.search.image.tag",
                "count: 4  catalog.yaml:8:19 environments.production.mcp.search.replicas",
            ],
        ),
        (
            "overlays/staging/search/ingress.yaml",
            "value:",
            ["value: mcp-search.staging.example.com  catalog.yaml:10:37 environments.staging.domain"],
        ),
        (
            "overlays/production/kustomization.yaml",
            "- search",
            ["- search  catalog.yaml:8:9 environments.production.mcp.search"],
        ),
        ("overlays/staging/kustomization.yaml", "- search", ["- search  catalog.yaml:13:5 mcp.search"]),
    ],
)
def test_lines(catalog: Path, file: str, wanted: str, expected: list[str]) -> None:
    """A server's own field, what its environment says of the cluster, or the default and where it could be written."""
    assert shown(catalog, file, wanted) == expected


def test_every_line_of_every_file_has_a_place(catalog: Path) -> None:
    """All files, all lines, in order; what is told of one line is what is told of the whole."""
    for file, text in generate(catalog, Work()).items():
        found = explained(catalog, file, None)
        assert [each.text for each in found] == text.splitlines()
        assert [each.line for each in found] == list(range(1, len(found) + 1))
        assert explained(catalog, file, 4) == [found[3]]
        assert all(CATALOG.splitlines()[each.place.line - 1] for each in found)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (
            "base/serch/service.yaml",
            None,
            "base/serch/service.yaml:1:1: not a file that this catalog asks for, name a file below",
        ),
        ("base/search/x.yaml", None, "base/search/x.yaml:1:1: not a file that this catalog asks for"),
        ("overlays/nowhere/kustomization.yaml", None, "overlays/nowhere/kustomization.yaml:1:1: not a file that"),
        ("base/search/service.yaml", 99, "base/search/service.yaml:99:1: the file has 22 lines, name one of them"),
        ("base/search/service.yaml", 0, "base/search/service.yaml:0:1: the file has 22 lines, name one of them"),
    ],
)
def test_what_is_not_there(catalog: Path, file: str, line: int | None, message: str) -> None:
    """No such file, no such line."""
    with pytest.raises(Invalid) as raised:
        explained(catalog, file, line)
    assert str(raised.value).startswith(message)
