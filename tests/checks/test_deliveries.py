"""Deliveries that cannot be, told once the servers are known."""

from __future__ import annotations

import pytest

from mcpgen.checks.deliveries import delivery_problems
from tests.delivery.samples import loaded, sites_of

GIT = '{url: "https://git.example.com/org/mcp"}'
SERVER = "image: {repository: org/server, tag: v1}, port: 8000"


def told(text: str) -> list[str]:
    """The problems of a catalog's deliveries, without its folder."""
    whole = loaded(text)
    folder = whole.source.file.removesuffix("catalog.yaml")
    return [str(each).replace(folder, "") for each in delivery_problems(whole, sites_of(whole))]


def test_nothing_wrong() -> None:
    """Two environments with the same servers, and owners apart."""
    text = f"""\
delivery: {{git: {GIT}, grouping: group, flux: {{}}, argocd: {{}}}}
environments: {{production: {{namespace: tools}}, staging: {{namespace: tools}}}}
mcp: {{a: {{{SERVER}, owner: team-a}}, b: {{{SERVER}, owner: team-b}}, c: {{{SERVER}}}}}
"""
    assert told(text) == []


@pytest.mark.parametrize(
    ("owner", "both", "group"),
    [
        ("team-a", "`Team_A` and `team-a`", "team-a"),
        ("Unowned", "the servers without an owner and `Unowned`", "unowned"),
    ],
)
def test_owners_that_would_share_a_group(owner: str, both: str, group: str) -> None:
    """A group's name is a DNS label, which owners need not be."""
    other = ", owner: Team_A" if owner == "team-a" else ""
    text = f"""\
environments: {{production: {{namespace: tools, delivery: {{git: {GIT}, grouping: group, groupBy: owner, flux: {{}}}}}}}}
mcp: {{a: {{{SERVER}, owner: {owner}}}, b: {{{SERVER}{other}}}}}
"""
    assert told(text) == [
        "catalog.yaml:1:131: environments.production.delivery.groupBy: "
        f"{both} would share the group {group}, write the owner alike everywhere, or choose `groupBy: size`"
    ]


@pytest.mark.parametrize(
    ("source", "image", "message"),
    [
        (
            'oci: {url: "oci://registry.example.com/org/mcp", tag: v1}',
            "tag: v1",
            "Flux commits new images to a git repository, and reads production from an artifact, "
            "write `git` there, or `imageAutomation: null`",
        ),
        (
            f"git: {GIT}",
            "pullPolicy: Always",
            "production has neither a tag nor a digest that Flux could renew, write `image.tag`",
        ),
    ],
)
def test_images_that_cannot_be_renewed(source: str, image: str, message: str) -> None:
    """There must be a repository to commit to, and a line to change."""
    text = f"""\
environments: {{production: {{namespace: tools, delivery: {{{source}, flux: {{}}}}}}}}
mcp:
  a:
    image: {{repository: org/a, {image}}}
    port: 8000
    imageAutomation: {{semver: "*"}}
"""
    assert told(text) == [f"catalog.yaml:6:5: mcp.a.imageAutomation: {message}"]


def test_one_line_has_room_for_one_policy() -> None:
    """An image that two environments share is renewed from one of them."""
    text = f"""\
delivery: {{git: {GIT}, flux: {{}}}}
environments:
  production: {{namespace: tools}}
  staging: {{namespace: tools}}
mcp:
  a:
    image:
      repository: org/a
      tag: v1
    port: 8000
    imageAutomation: {{semver: "*"}}
"""
    assert told(text) == [
        "catalog.yaml:11:5: mcp.a.imageAutomation: production and staging would both renew mcp.a.image.tag "
        "at catalog.yaml:9:7, ask for it in one environment, or write the image below each"
    ]


def test_objects_of_one_name() -> None:
    """`a-b` and its server `c`, `a` and its server `b-c`; a namespace of its own ends it."""
    text = f"""\
environments:
  a: {{namespace: tools, delivery: {{git: {GIT}, flux: {{}}}}, mcp: {{b-c: {{{SERVER}}}}}}}
  a-b: {{namespace: tools, delivery: {{git: {GIT}, flux: {{}}}}, mcp: {{c: {{{SERVER}}}}}}}
"""
    assert told(text) == [
        "catalog.yaml:3:91: environments.a-b.delivery.flux: Kustomization a-b-c in flux-system would be a's too, "
        "rename the environment, or write another `flux.namespace`"
    ]
    assert told(text.replace("flux: {}}, mcp: {c", "flux: {namespace: other}}, mcp: {c")) == []


def test_labels_of_the_namespace() -> None:
    """Kubernetes' own bounds, at the line of the catalog."""
    labels = '{"bad key": x, ok: "a b"}'
    text = f"""\
environments: {{production: {{namespace: tools, delivery: {{git: {GIT}, namespace: {{labels: {labels}}}, argocd: {{}}}}}}}}
mcp: {{a: {{{SERVER}}}}}
"""
    field = "catalog.yaml:1:125: environments.production.delivery.namespace.labels"
    assert told(text) == [
        f"{field}: `bad key` is not a label key, write name, or prefix/name, the name at most 63 characters",
        f"{field}: `a b` is not a label value, write letters, digits, `-`, `_` and `.`, a letter or digit at both ends",
    ]
