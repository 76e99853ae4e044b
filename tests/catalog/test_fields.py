"""Types of single values: what passes, and that all else is told in words of our own."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mcpgen.catalog import fields

GOOD: list[tuple[Any, list[Any]]] = [
    (fields.Digest, ["sha256:" + "0a" * 32]),
    (fields.Tag, ["v1", "latest", "_x", "1.10", "a" * 128]),
    (fields.Repository, ["nginx", "org/x", "ghcr.io/a/b", "localhost:5000/a", "a__b/c-d.e", "reg.example:443/x/y"]),
    (fields.DnsLabel, ["a", "a-1", "9"]),
    (fields.Host, ["a", "mcp.example.com", "*.example.com"]),
    (fields.Folder, ["/", "/a", "/a/b_c.d"]),
    (fields.UrlPath, ["/", "/mcp", "/a/b"]),
    (fields.Duration, ["15m0s", "1h", "30s", "1h0m0s"]),
    (fields.Interval, ["15m0s", "1h0m0s", "30s", "1h30m5s"]),
    (fields.DnsName, ["a", "a-1.b", "9"]),
    (fields.Branch, ["main", "team/mcp", "release-1.2", "_x"]),
    (fields.Version, ["1.25", "1.34"]),
    (fields.Port, [1, 65535]),
    (fields.Count, [0, 7]),
]
BAD: list[tuple[Any, list[Any]]] = [
    (fields.Digest, ["sha256:abc123...", "sha256:" + "0A" * 32, "sha512:" + "00" * 64, "sha256:" + "0a" * 32 + "\n"]),
    (fields.Tag, ["", ".a", "-a", "a b", "a" * 129, "a\n"]),
    (fields.Repository, ["", "Org/x", "a:v1", "a@sha256:00", "a//b", "/a", "a/", "a b", "a" * 256]),
    (fields.DnsLabel, ["", "A", "a.b", "a_b", "-a", "a" * 64, "a\n"]),
    (fields.Host, ["", "https://a", "a:80", "a/b", "A.b", "a..b", "*.", "*", "a.*.b"]),
    (fields.Folder, ["", "a", "/a/", "/a/../b", "//", "/a b"]),
    (fields.UrlPath, ["", "a", "/a b", "/a?b", "/a#b", "/é"]),
    (fields.Duration, ["", "15", "1d", "s", "1m1h", "-1s"]),
    (fields.Interval, ["", "15", "1d", "0s", "0m", "1m1h", "-1s", "1.5h", "1m\n"]),
    (fields.DnsName, ["", "A", "a_b", "-a", "a..b", "a" * 254, "a\n"]),
    (fields.Branch, ["", "/a", "a/", "a//b", "-a", "a..b", "a.lock", "a b", "a~1", "a\n", ".a", "a."]),
    (fields.Version, ["1", "1.34.0", "v1.34", "2.0"]),
    (fields.Port, [0, 65536, -1, True, "80", 80.0]),
    (fields.Count, [-1, True, "1", 2**31]),
]


@pytest.mark.parametrize(("kind", "values"), GOOD)
def test_accepted(kind: Any, values: list[Any]) -> None:
    """A sound value passes unchanged."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind, config={"strict": True})
    assert [adapter.validate_python(value) for value in values] == values


@pytest.mark.parametrize(("kind", "values"), BAD)
def test_refused(kind: Any, values: list[Any]) -> None:
    """Every other value is an error, and a newline at the end hides nothing."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind, config={"strict": True})
    for value in values:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


@pytest.mark.parametrize(
    ("written", "found"), [("10m", "10m0s"), ("90s", "1m30s"), ("600s", "10m0s"), ("90m", "1h30m0s"), ("1h", "1h0m0s")]
)
def test_intervals_have_one_spelling(written: str, found: str) -> None:
    """As Go prints them, so that no tool sees a difference."""
    assert TypeAdapter(fields.Interval).validate_python(written) == found
