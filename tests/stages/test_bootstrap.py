"""How a cluster is hooked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcpgen.errors import Invalid
from mcpgen.stages.bootstrap import Bootstrap, Made, bootstrap
from mcpgen.stages.delivery import surveyed
from tests.delivery.samples import GIT, loaded

TEXT = f"""\
environments:
  lab: {{namespace: lab}}
  production: {{namespace: tools, delivery: {{{GIT}, flux: {{}}}}}}
  edge: {{namespace: tools, delivery: {{oci: {{url: "oci://r.example.com/mcp", tag: v1, path: deploy}}, argocd: {{}}}}}}
mcp: {{a: {{image: {{repository: org/a, tag: v1}}, port: 8000}}}}
"""


def hooked(tool: str, environment: str, root: str = ".", *, synced: bool = True) -> Bootstrap:
    """The environment's way to the tool."""
    whole = loaded(TEXT)
    return bootstrap(whole, Path(root), tool, environment, surveyed(whole, environment), synced=synced)


def test_flux() -> None:
    """Git must have the files before; the Namespace has no namespace."""
    assert hooked("flux", "production") == Bootstrap(
        "kubectl apply --server-side --kustomize clusters/production/flux",
        (
            "clusters/production/flux pushed to the branch main of https://git.example.com/org/mcp",
            "Flux 2.7 or later in flux-system: `flux install`",
        ),
        (
            Made("Namespace", None, "tools"),
            Made("GitRepository", "flux-system", "production"),
            Made("Kustomization", "flux-system", "production"),
            Made("Kustomization", "flux-system", "production-a"),
        ),
        synced=True,
    )


def test_argocd() -> None:
    """The command as the caller's shell takes it; the artifact's own folders."""
    found = hooked("argocd", "edge", "my catalogs", synced=False)
    assert found.command == "kubectl apply --server-side --kustomize 'my catalogs/clusters/edge/argocd'"
    assert found.needs == (
        "deploy/clusters/edge/argocd in the artifact oci://r.example.com/mcp",
        "Argo CD 3.1 or later in argocd",
    )
    assert [made.kind for made in found.makes] == ["AppProject", "AppProject", "Application", "Application", "Application"]
    assert not found.synced


@pytest.mark.parametrize(
    ("tool", "environment", "said"),
    [
        (
            "argocd",
            "production",
            "3:44: environments.production.delivery: Argo CD does not deliver production, "
            "write `argocd: {}` in its `delivery`, sync and push",
        ),
        (
            "flux",
            "lab",
            "2:8: environments.lab.delivery: Flux does not deliver lab, write `flux: {}` in its `delivery`, sync and push",
        ),
    ],
)
def test_an_environment_of_another_tool(tool: str, environment: str, said: str) -> None:
    """It is told where to ask for it."""
    with pytest.raises(Invalid) as raised:
        hooked(tool, environment)
    assert str(raised.value).partition("catalog.yaml:")[2] == said
