"""A rendered server as files, in whole; and text that no file can carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mcpgen.errors import Invalid
from mcpgen.kustomize.overlay import Image, Overlay, Patch, Replicas
from mcpgen.stages.files import environment_file, server_files
from mcpgen.tree.header import Seal, seal, verify
from tests.stages.samples import rendered, small

if TYPE_CHECKING:
    from mcpgen.stages.server import Rendered

HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"


def words(name: str, **data: str) -> dict[str, Any]:
    """A ConfigMap."""
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def by_hand(base: list[dict[str, Any]], overlays: dict[str, Overlay]) -> Rendered:
    """The server `a` with these objects instead of its own."""
    return replace(rendered(small()), base=base, objects=dict.fromkeys(overlays, base), overlays=overlays)


def sealed(bodies: dict[str, str]) -> dict[str, str]:
    """The bodies with the first line that says whose they are."""
    return {path: seal(path, body) for path, body in bodies.items()}


BASE = {
    "base/a/configmap-x.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  k: v\n",
    "base/a/configmap-z.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: z\ndata: {}\n",
    "base/a/kustomization.yaml": f"{HEAD}resources:\n  - configmap-x.yaml\n  - configmap-z.yaml\n",
}
PRODUCTION = {
    "overlays/production/a/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n",
    "overlays/production/a/configmap-x.yaml": '- op: replace\n  path: /data/k\n  value: "1e3"\n',
    "overlays/production/a/kustomization.yaml": f"""\
{HEAD}resources:
  - ../../../base/a
  - secret.yaml
namespace: mcp
images:
  - name: org/a
    newTag: v2
replicas:
  - name: a
    count: 3
patches:
  - path: configmap-x.yaml
    target:
      version: v1
      kind: ConfigMap
      name: x
""",
}
STAGING = {"overlays/staging/a/kustomization.yaml": f"{HEAD}resources:\n  - ../../../base/a\n"}


def test_whole() -> None:
    """Every file of base and overlays, byte for byte; resources before the kustomization that lists them."""
    operation: Any = {"op": "replace", "path": "/data/k", "value": "1e3"}
    production = Overlay(
        namespace="mcp",
        images=(Image("org/a", None, "v2", None),),
        replicas=(Replicas("a", 3),),
        patches=(Patch("configmap-x.yaml", "v1", "ConfigMap", "x", (operation,)),),
        resources={"secret.yaml": {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}}},
    )
    overlays = {"production": production, "staging": Overlay(None, (), (), (), {})}
    found = server_files(by_hand([words("x", k="v"), words("z")], overlays))
    assert list(found.items()) == list(sealed({**BASE, **PRODUCTION, **STAGING}).items())


def test_the_files_of_a_server_of_the_catalog() -> None:
    """Each object of the base is a file, named by its kind; every file is sealed as ours at its own path."""
    found = rendered(small(production=", mcp: {a: {replicas: 2, service: {annotations: {note: v}}}}"))
    files = server_files(found)
    assert list(files) == [
        *(f"base/a/{kind}.yaml" for kind in ("serviceaccount", "service", "deployment", "networkpolicy", "kustomization")),
        *(f"overlays/production/a/{name}.yaml" for name in ("poddisruptionbudget", "service", "kustomization")),
        "overlays/staging/a/kustomization.yaml",
    ]
    assert {verify(path, text.encode()) for path, text in files.items()} == {Seal.OURS}
    assert len({*files.values()}) == len(files)


@pytest.mark.parametrize(
    ("servers", "listed"), [(["b", "a", "a-b"], "resources:\n  - a\n  - a-b\n  - b\n"), ([], "resources: []\n")]
)
def test_the_kustomization_of_an_environment(servers: list[str], listed: str) -> None:
    """Its servers in order of their names, however they came; none at all is still a kustomization that builds."""
    path = "overlays/production/kustomization.yaml"
    assert environment_file("production", servers) == (path, seal(path, HEAD + listed))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            small('    args: [fine, "a\\x7f"]\n'),
            ["catalog.yaml:8:18: mcp.a.args[1]: the character U+007F cannot be carried by kustomize, write other text"],
        ),
        (
            small('    env: {env: [{name: A, value: "\\ta\\nb"}]}\n'),
            [
                "catalog.yaml:8:34: mcp.a.env.env[0].value: "
                "a text of several lines that begins with a tab is lost in kustomize, write other text"
            ],
        ),
        (
            small(staging=', mcp: {a: {podAnnotations: {note: "\\x85"}}}'),
            [
                "catalog.yaml:3:91: environments.staging.mcp.a.podAnnotations.note: "
                "the character U+0085 cannot be carried by kustomize, write other text"
            ],
        ),
        (
            small(
                '    service: {annotations: {note: "\\uFFFE"}}\n',
                production=', mcp: {a: {ingress: {enabled: true, annotations: {note: "\\uFFFF"}}}}',
            ),
            [
                "catalog.yaml:2:108: environments.production.mcp.a.ingress.annotations.note: "
                "the character U+FFFF cannot be carried by kustomize, write other text",
                "catalog.yaml:8:35: mcp.a.service.annotations.note: "
                "the character U+FFFE cannot be carried by kustomize, write other text",
            ],
        ),
    ],
    ids=["item of a list", "leading tab", "one environment", "several objects"],
)
def test_text_that_no_file_can_carry(text: str, problems: list[str]) -> None:
    """It is refused at the line that wrote it, once however many environments have it."""
    found = rendered(text)
    with pytest.raises(Invalid) as raised:
        server_files(found)
    assert str(raised.value).splitlines() == problems


def test_text_that_looks_alarming_and_is_fine() -> None:
    """Several lines, a tab inside, a comment's sign and other scripts stand in the file as they were meant."""
    found = rendered(small('    serviceAccount: {annotations: {note: "a\\tb\\n# c: {\\u00e9}\\n"}}\n'))
    body = """\
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
  annotations:
    note: |
      a\tb
      # c: {\u00e9}
automountServiceAccountToken: false
"""
    path = "base/a/serviceaccount.yaml"
    assert server_files(found)[path] == seal(path, body)
