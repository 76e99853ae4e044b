"""From the lines of groups and of delivery objects back to the catalog."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mcpgen.errors import Invalid
from mcpgen.pipeline import Work, explained, generate, load
from mcpgen.report.explanations import explanations_text
from mcpgen.stages.explain_delivery import delivered

CATALOG = """\
delivery:
  git: {url: "https://git.example.com/org/mcp"}
  flux: {alerts: {type: generic}, timeout: 7m}
environments:
  production:
    namespace: mcp
    delivery: {interval: 5m, grouping: group, argocd: {selfHeal: false}}
    mcp:
      search: {imageAutomation: {semver: ">=1.0.0"}}
  staging: {namespace: other, delivery: {namespace: {podSecurity: baseline}}}
  lab: {namespace: lab, delivery: {flux: null}}
mcp:
  search:
    image: {repository: org/search, tag: v1}
    port: 8000
    owner: team
    args: ["${HOME}"]
    secret: {create: true}
"""


@pytest.fixture(autouse=True)
def _catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalog above, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("catalog.yaml").write_text(CATALOG)


def shown(file: str, wanted: str) -> list[str]:
    """The explanations of those lines of a file that match, without their line numbers."""
    lines = explanations_text(explained(Path("catalog.yaml"), file, None)).splitlines()
    return [re.sub(r"  +", "  ", line[6:].strip()) for line in lines if re.search(wanted, line)]


FLUX = "clusters/production/flux"


@pytest.mark.parametrize(
    ("file", "wanted", "expected"),
    [
        (
            f"{FLUX}/group-team.yaml",
            "interval:|timeout:|prune:",
            [
                "interval: 5m0s  catalog.yaml:7:26 environments.production.delivery.interval",
                "timeout: 7m0s  catalog.yaml:3:44 delivery.flux.timeout",
                "prune: true  default for delivery.flux.prune at catalog.yaml:3:9",
            ],
        ),
        (f"{FLUX}/source.yaml", "url:", ["url: https://git.example.com/org/mcp  catalog.yaml:2:14 delivery.git.url"]),
        (f"{FLUX}/provider.yaml", "type:", ["type: generic  catalog.yaml:3:25 delivery.flux.alerts.type"]),
        (f"{FLUX}/namespace.yaml", "name:", ["name: mcp  catalog.yaml:6:16 environments.production.namespace"]),
        (
            f"{FLUX}/imagepolicy-search.yaml",
            "range:",
            ['range: ">=1.0.0"  catalog.yaml:9:42 environments.production.mcp.search.imageAutomation.semver'],
        ),
        (
            f"{FLUX}/imagerepository-search.yaml",
            "image:|interval:",
            [
                "image: org/search  catalog.yaml:14:25 mcp.search.image.repository",
                "interval: 10m0s  default for "
                "environments.production.mcp.search.imageAutomation.interval at catalog.yaml:9:33",
            ],
        ),
        (
            "clusters/production/argocd/group-team.yaml",
            "selfHeal:|namespace: mcp",
            [
                "namespace: mcp  catalog.yaml:6:16 environments.production.namespace",
                "selfHeal: false  catalog.yaml:7:66 environments.production.delivery.argocd.selfHeal",
            ],
        ),
        (
            "clusters/staging/flux/namespace.yaml",
            "enforce:",
            [
                "pod-security.kubernetes.io/enforce: baseline  "
                "catalog.yaml:10:67 environments.staging.delivery.namespace.podSecurity"
            ],
        ),
        (
            "overlays/production/groups/team/kustomization.yaml",
            "search|kind:",
            [
                "kind: Kustomization  default for environments.production.delivery.groupBy at catalog.yaml:7:15",
                "- ../../search  catalog.yaml:9:15 environments.production.mcp.search",
            ],
        ),
        (
            "overlays/production/search/externalsecret.yaml",
            "sync-wave",
            ['argocd.argoproj.io/sync-wave: "-1"  catalog.yaml:7:55 environments.production.delivery.argocd'],
        ),
        (
            "overlays/staging/search/deployment.yaml",
            "substitute",
            ["path: /metadata/annotations/kustomize.toolkit.fluxcd.io~1substitute  catalog.yaml:3:9 delivery.flux"],
        ),
    ],
)
def test_lines(file: str, wanted: str, expected: list[str]) -> None:
    """A field of delivery at the layer that writes it, of the server, of the environment, or the default."""
    assert shown(file, wanted) == expected


def test_every_line_has_a_place() -> None:
    """Of every file for delivery, in order."""
    for file, text in generate(Path("catalog.yaml"), Work()).items():
        found = explained(Path("catalog.yaml"), file, None)
        assert [each.text for each in found] == text.splitlines()
        assert all(CATALOG.splitlines()[each.place.line - 1] for each in found)


@pytest.mark.parametrize(
    "file",
    [
        "clusters/production/flux/none.yaml",
        "clusters/lab/flux/root.yaml",
        "clusters/nowhere/flux/root.yaml",
        "overlays/staging/groups/team/kustomization.yaml",
    ],
)
def test_what_is_not_there(file: str) -> None:
    """Files that nothing asks for."""
    assert delivered(load(Path("catalog.yaml")), file) == []
    with pytest.raises(Invalid, match="not a file that this catalog asks for"):
        explained(Path("catalog.yaml"), file, None)
