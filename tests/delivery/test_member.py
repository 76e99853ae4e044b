"""What is kept of a server for its environment's delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.catalog.automation import ImageAutomation
from mcpgen.delivery.member import Automated, Member, Written, member
from mcpgen.errors import Place
from mcpgen.stages.server import unchecked
from tests.delivery.samples import GIT, loaded

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Catalog

DIGEST = "sha256:" + "0a" * 32
TEXT = f"""\
environments:
  production:
    namespace: tools
    delivery: {{{GIT}, flux: {{}}}}
    mcp:
      a:
        image:
          digest: {DIGEST}
  staging: {{namespace: tools}}
mcp:
  a:
    image:
      repository: org/a
      tag: v1
    port: 8000
    owner: team
    autoscaling: {{enabled: true}}
    imageAutomation: {{semver: "*"}}
"""


def found(whole: Catalog) -> list[Member]:
    """The server `a` in every environment."""
    return [member(server, objects) for server, objects in unchecked(whole, "a")]


def test_member() -> None:
    """Kinds and numbers of objects; the image's lines where Flux delivers and the catalog asks for it."""
    whole = loaded(TEXT)
    file = whole.source.file
    kinds = (
        ("", "Service"),
        ("", "ServiceAccount"),
        ("apps", "Deployment"),
        ("autoscaling", "HorizontalPodAutoscaler"),
        ("networking.k8s.io", "NetworkPolicy"),
    )
    automated = Automated(
        "org/a",
        ImageAutomation.model_validate({"semver": "*"}),
        "mcp.a.imageAutomation",
        Place(file, 18, 5),
    )
    tag = Written("mcp.a.image.tag", Place(file, 14, 7))
    digest = Written("environments.production.mcp.a.image.digest", Place(file, 8, 11))
    assert found(whole) == [Member("a", "team", kinds, 5, tag, digest, automated), Member("a", "team", kinds, 5, tag)]


def test_switched_off() -> None:
    """`enabled: false` and `null` ask for nothing."""
    for text in (TEXT.replace('"*"', '"*", enabled: false'), TEXT.replace('{semver: "*"}', "null")):
        assert [each.automated for each in found(loaded(text))] == [None, None]


def test_has() -> None:
    """By kind."""
    (first, _) = found(loaded(TEXT))
    assert first.has("Service")
    assert not first.has("ExternalSecret")
