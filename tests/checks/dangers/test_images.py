"""Images that go back, or are no longer pinned."""

from __future__ import annotations

import pytest

from mcpgen.checks.dangers.images import CLASSES
from tests.checks.dangers.samples import deployment, said

ONE, TWO = (f"sha256:{digit * 64}" for digit in "12")
PIN = "the image was pinned by a digest and is now"


@pytest.mark.parametrize(
    ("was", "now", "messages"),
    [
        (f"org/a@{ONE}", "org/a:v1", [f"{PIN} the tag v1"]),
        (f"org/a:v1@{ONE}", "org/a", [f"{PIN} whatever the registry calls latest"]),
        (f"org/a@{ONE}", f"org/a@{TWO}", []),
        (f"org/a@{ONE}", "other/b:v1", [f"{PIN} the tag v1"]),
        ("org/a:v1.10.0", "org/a:v1.9.0", ["the image goes back from v1.10.0 to v1.9.0"]),
        (f"org/a:v2@{ONE}", f"org/a:v1@{TWO}", ["the image goes back from v2 to v1"]),
        ("org/a:1.2.0", "org/a:1.2.0-rc.1", ["the image goes back from 1.2.0 to 1.2.0-rc.1"]),
        ("org/a:1.2.0-rc.10", "org/a:1.2.0-rc.9", ["the image goes back from 1.2.0-rc.10 to 1.2.0-rc.9"]),
        ("org/a:1.2.0-rc.1", "org/a:1.2.0", []),
        ("org/a:1.2.0-1", "org/a:1.2.0-rc", []),
        ("org/a:1.2", "org/a:1.2.0", []),
        ("org/a:v1.9.0", "org/a:v1.10.0", []),
        ("org/a:v2", "org/b:v1", []),
        ("org/a:v2", "org/a:main", []),
        ("org/a:2024-05-01", "org/a:latest", []),
        ("registry.example.com:5000/org/a:v2", "registry.example.com:5000/org/a:v1", ["the image goes back from v2 to v1"]),
        ("", "org/a:v1", []),
    ],
)
def test_what_is_told(was: str, now: str, messages: list[str]) -> None:
    """A digest that goes, and a version that goes back; by the order of semver.org, and for one repository only."""
    old, new = (deployment({"containers": [{"name": "main", "image": each}]}) for each in (was, now))
    assert said(CLASSES, [old], [new]) == [f"digest-downgraded: container main: {each}" for each in messages]


def test_containers_are_told_apart_by_name() -> None:
    """One that is new, or goes, has nothing to be held against."""
    old = deployment({"containers": [{"name": "a", "image": f"org/a@{ONE}"}, {"name": "gone", "image": "org/b:v2"}]})
    new = deployment({"containers": [{"name": "new", "image": "org/b:v1"}, {"name": "a", "image": f"org/a@{ONE}"}]})
    assert said(CLASSES, [old], [new]) == []
