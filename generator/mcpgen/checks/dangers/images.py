"""Images that go back, or are no longer pinned.

Source: kubernetes.io, "Images" (a digest never moves, a tag may), and semver.org for the order of versions.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from mcpgen.checks.dangers.danger import Class, Severity, of
from mcpgen.checks.dangers.pods import by_name, changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.danger import Danger
    from mcpgen.checks.dangers.transition import Transition

_IMAGE = re.compile(r"(?P<name>.+?)(?::(?P<tag>[^:/@]+))?(?:@(?P<digest>.+))?")
_VERSION = re.compile(r"v?([0-9]{1,9}(?:\.[0-9]{1,9}){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")


def _back(transition: Transition) -> Iterator[Danger]:
    for pair, old, new in changed(transition):
        containers = by_name(new)
        for name, before in by_name(old).items():
            was, now = str(before.get("image", "")), str(containers.get(name, {}).get("image", ""))
            for message, remedy in _worse(was, now):
                yield of(pair, f"container {name}: {message}", remedy)


def _worse(was: str, now: str) -> Iterator[tuple[str, str]]:
    old, new = _IMAGE.fullmatch(was), _IMAGE.fullmatch(now)
    if old is None or new is None:
        return
    if old["digest"] and not new["digest"]:
        tag = f"the tag {new['tag']}" if new["tag"] else "whatever the registry calls latest"
        yield f"the image was pinned by a digest and is now {tag}", "write `digest: sha256:…` beside the tag"
    if old["name"] == new["name"] and old["tag"] and new["tag"] and _older(new["tag"], old["tag"]):
        yield (
            f"the image goes back from {old['tag']} to {new['tag']}",
            "make sure that it reads what the newer one wrote",
        )


def _older(tag: str, than: str) -> bool:
    """True where both tags are versions and the first is the earlier; by semver.org's rules of precedence."""
    left, right = _VERSION.fullmatch(tag), _VERSION.fullmatch(than)
    if left is None or right is None:
        return False
    numbers = ([int(part) for part in found[1].split(".")] for found in (left, right))
    for one, other in zip_longest(*numbers, fillvalue=0):
        if one != other:
            return one < other
    return _before(left[2], right[2])


def _before(left: str | None, right: str | None) -> bool:
    """The order of what stands behind a dash: anything there is earlier than nothing, numbers earlier than words."""
    if left is None or right is None:
        return left is not None
    return [_rank(part) for part in left.split(".")] < [_rank(part) for part in right.split(".")]


def _rank(part: str) -> tuple[bool, int, str]:
    return (False, int(part), "") if part.isdecimal() else (True, 0, part)


CLASSES = (Class("digest-downgraded", Severity.MEDIUM, "an image goes back, or is no longer pinned", _back),)
