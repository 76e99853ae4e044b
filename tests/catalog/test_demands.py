"""What an environment demands of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.catalog.demands import unmet
from mcpgen.catalog.resolve import catalog, family
from mcpgen.catalog.source import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGEST = "sha256:" + "0a" * 32
IMAGE = "image: {repository: org/a, tag: v1}"
PINNED = f"image: {{repository: org/a, digest: '{DIGEST}'}}"
STORE = "infisical: {store: {name: shared}}"
NO_DIGEST = (
    "c:3:{column}: mcp.a.image.digest: environment e requires a digest, got only a tag, "
    "write `digest: sha256:…` as the registry shows it"
)
NO_HOST = "c:3:{column}: mcp.a.ingress.host: no host in environment e, write it, or `environments.e.domain`"
NO_KEYS = (
    "c:3:{column}: mcp.a.secret.keys: a store shared with other servers would hand over every secret that it reaches, "
    "name the keys of this server, `keys: [API_KEY]`"
)


def demands(path: Path) -> list[str]:
    """What is unmet of the server `a` in the environment `e`, as lines."""
    found = family(catalog(read(path)), "a")
    assert found is not None
    return [str(each).replace(str(path), "c") for each in unmet(found.variants[0])]


def line(pattern: str, fields: str, block: str) -> str:
    """The problem's line: its column is that of the block's value."""
    column = len("  a: {port: 1, ") + fields.index(f"{block}: ") + len(f"{block}: ") + 1
    return pattern.format(column=column)


@pytest.mark.parametrize(
    ("cluster", "fields"),
    [
        ("", IMAGE),
        ("requireDigest: true", PINNED),
        ("requireDigest: true", f"image: {{repository: org/a, tag: v1, digest: '{DIGEST}'}}"),
        ("requireDigest: true", f"{PINNED}, sidecars: [{{name: s, image: org/s@{DIGEST}}}]"),
        ("requireDigest: true", f"{PINNED}, initContainers: [{{name: s, image: 'org/s:v1@{DIGEST}'}}]"),
        ("requireDigest: false", f"{IMAGE}, sidecars: [{{name: s, image: org/s}}]"),
        ("domain: example.com", f"{IMAGE}, ingress: {{enabled: true}}"),
        ("", f"{IMAGE}, ingress: {{enabled: true, host: a.example.com}}"),
        ("", f"{IMAGE}, ingress: {{enabled: false}}"),
        ("", f"{IMAGE}, secret: {{create: true}}"),
        (STORE, IMAGE),
        (STORE, f"{IMAGE}, secret: {{create: true, keys: [API_KEY]}}"),
        ("", f"{IMAGE}, secret: {{store: {{name: shared}}}}"),
    ],
)
def test_met(cluster: str, fields: str, write: Callable[[str], Path]) -> None:
    """What is written satisfies, wherever it is written; what is off demands nothing."""
    path = write(f"environments: {{e: {{namespace: m, {cluster}}}}}\nmcp:\n  a: {{port: 1, {fields}}}\n")
    assert demands(path) == []


@pytest.mark.parametrize(
    ("cluster", "fields", "pattern", "block"),
    [
        ("requireDigest: true", IMAGE, NO_DIGEST, "image"),
        ("", f"{IMAGE}, ingress: {{enabled: true}}", NO_HOST, "ingress"),
        (STORE, f"{IMAGE}, secret: {{create: true}}", NO_KEYS, "secret"),
        ("", f"{IMAGE}, secret: {{create: true, store: {{name: mine}}}}", NO_KEYS, "secret"),
    ],
)
def test_unmet(cluster: str, fields: str, pattern: str, block: str, write: Callable[[str], Path]) -> None:
    """It is told at the block that lacks the field, with the environment that asks for it."""
    path = write(f"environments: {{e: {{namespace: m, {cluster}}}}}\nmcp:\n  a: {{port: 1, {fields}}}\n")
    assert demands(path) == [line(pattern, fields, block)]


def test_every_container_is_pinned(write: Callable[[str], Path]) -> None:
    """Init containers and sidecars run beside the server: each is told at the line of its own image, in its own layer."""
    path = write(f"""\
environments: {{e: {{namespace: m, requireDigest: true, mcp: {{a: {{sidecars: [{{name: t, image: 'org/t:v2'}}]}}}}}}}}
mcp:
  a:
    port: 1
    {PINNED}
    initContainers:
      - {{name: i, image: org/i@{DIGEST}}}
      - {{name: j, image: org/j}}
    sidecars:
      - {{name: s, image: "org/s:v1@sha256:abc"}}
      - {{name: t, image: "org/t:v1"}}
      - {{name: u}}
      - {{name: v, image: 3}}
""")
    wrong = "environment e requires a digest, got only a tag, write `@sha256:…` behind it as the registry shows it"
    assert demands(path) == [
        f"c:8:26: mcp.a.initContainers[1].image: {wrong}",
        f"c:10:26: mcp.a.sidecars[0].image: {wrong}",
        f"c:1:93: environments.e.mcp.a.sidecars[0].image: {wrong}",
    ]


def test_all_at_once(write: Callable[[str], Path]) -> None:
    """One demand hides no other."""
    fields = f"{IMAGE}, ingress: {{enabled: true}}, secret: {{create: true}}"
    cluster = f"requireDigest: true, {STORE}"
    path = write(f"environments: {{e: {{namespace: m, {cluster}}}}}\nmcp:\n  a: {{port: 1, {fields}}}\n")
    assert demands(path) == [
        line(NO_DIGEST, fields, "image"),
        line(NO_HOST, fields, "ingress"),
        line(NO_KEYS, fields, "secret"),
    ]
