"""Who is asked before a call gets through, by every controller that mcpgen writes for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.checks.dangers.guards import CLASSES
from mcpgen.pipeline import render
from tests.checks.dangers.samples import Object, said, service, subject
from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = "guard-removed: nobody asks any more who calls: `auth` is gone from the way to the server"
EVERY = "guard-removed: every address may call: the list of allowed addresses is gone"
WORDS = {"allowlist": EVERY, "auth": NOBODY}
PREFIX = "nginx.ingress.kubernetes.io"
PAGES = sorted((ROOT / "docs/controllers").glob("*.yaml"))
"""A catalog with everything for each controller, as its page in docs/ shows it."""


def ingress(**notes: str) -> Object:
    """An Ingress with annotations of ingress-nginx."""
    return subject(
        "Ingress",
        "networking.k8s.io/v1",
        spec={},
        notes={f"{PREFIX}/{key.replace('_', '-')}": value for key, value in notes.items()},
    )


def policy(kind: str, **spec: object) -> Object:
    """An object of a controller's own kind."""
    return subject(kind, "example.com/v1", spec=spec)


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ([ingress(auth_url="http://x")], [ingress()], [NOBODY]),
        ([ingress(auth_url="http://x")], [ingress(auth_type="basic")], []),
        ([ingress(auth_url="http://x")], [], []),
        ([], [ingress(auth_url="http://x")], []),
        ([ingress(whitelist_source_range="10.0.0.0/8,192.0.2.0/24")], [ingress()], [EVERY]),
        (
            [ingress(whitelist_source_range="10.0.0.0/8")],
            [ingress(whitelist_source_range="10.1.0.0/16,192.0.2.0/24")],
            ["guard-removed: more addresses may call: 192.0.2.0/24"],
        ),
        (
            [ingress(whitelist_source_range="10.0.0.0/8")],
            [policy("Middleware", ipAllowList={"sourceRange": ["10.0.0.0/8"]})],
            [],
        ),
        (
            [policy("Middleware", forwardAuth={"address": "http://x"})],
            [policy("Middleware", rateLimit={"average": 1})],
            [NOBODY],
        ),
        ([policy("Policy", accessControl={"allow": ["10.0.0.0/8"]})], [policy("Policy", rateLimit={})], [EVERY]),
        ([policy("TrafficPolicy", acl={"rules": [{"cidrs": ["10.0.0.0/8"], "action": "allow"}]})], [service()], [EVERY]),
        ([policy("TrafficPolicy", acl={"rules": [{"cidrs": ["10.0.0.0/8"], "action": "deny"}]})], [service()], []),
        ([policy("Policy", accessControl={"deny": ["10.0.0.0/8"]})], [service()], []),
        ([service(loadBalancerSourceRanges=["192.0.2.0/24"])], [service()], [EVERY]),
        (
            [subject("Ingress", "networking.k8s.io/v1", notes={"alb.ingress.kubernetes.io/scheme": "internal"})],
            [subject("Ingress", "networking.k8s.io/v1", notes={"alb.ingress.kubernetes.io/scheme": "internet-facing"})],
            ["guard-removed: the load balancer is no longer internal"],
        ),
        ([policy("Backend", basicAuth={"a": 1})], [service()], []),
    ],
)
def test_what_is_told(old: list[Object], new: list[Object], messages: list[str]) -> None:
    """What goes, or lets more in; another controller that asks as much is as good."""
    assert said(CLASSES, old, new) == messages


def without(page: Path, word: str, folder: Path) -> Path:
    """The page's catalog without the line of its route that begins with the word."""
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"      {word}: ")]
    path = folder / "catalog.yaml"
    path.write_text("".join(kept), encoding="utf-8")
    return path


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_is_seen_for_every_controller(page: Path, word: str, tmp_path: Path) -> None:
    """`allowlist` or `auth` taken out of the catalog is told, wherever it is kept; a page without has nothing to lose."""
    old, new = render(page, "production", None), render(without(page, word, tmp_path), "production", None)
    written = f"      {word}: " in page.read_text(encoding="utf-8")
    assert said(CLASSES, old, new) == ([WORDS[word]] if written else [])
    assert said(CLASSES, new, old) == []


def test_most_controllers_can_lose_both() -> None:
    """The pages above are not empty of what is looked for."""
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert [sum(f"      {word}: " in text for text in texts) for word in WORDS] == [11, 9]
