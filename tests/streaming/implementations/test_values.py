"""The catalog's values in other shapes."""

from __future__ import annotations

import pytest

from mcpgen.streaming.implementations.values import Address, address, bytes_of, nginx_seconds, nginx_size, quantity


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://auth.example.com", Address("auth.example.com", 443, "/", tls=True)),
        ("http://auth.example.com", Address("auth.example.com", 80, "/", tls=False)),
        ("https://auth.example.com:8443/verify", Address("auth.example.com", 8443, "/verify", tls=True)),
        ("http://auth.mcp.svc:4180/oauth2/auth?a=b", Address("auth.mcp.svc", 4180, "/oauth2/auth?a=b", tls=False)),
        ("http://Auth.example.com", Address("auth.example.com", 80, "/", tls=False)),
        ("https://192.0.2.1/verify", None),
        ("https://[2001:db8::1]/verify", None),
        ("https://", None),
        ("https://auth.example.com:port", None),
        ("https://auth.example.com:99999", None),
        ("https://[auth", None),
    ],
)
def test_address(url: str, found: Address | None) -> None:
    """Scheme, port and path have defaults; an IP address is no host name."""
    assert address(url) == found


@pytest.mark.parametrize(
    ("size", "found", "words"),
    [
        ("1", 1, "1"),
        ("8k", 8192, "8Ki"),
        ("8m", 8388608, "8Mi"),
        ("3g", 3221225472, "3Gi"),
        ("4095m", 4293918720, "4095Mi"),
        ("4g", 4294967296, None),
        ("9999999999g", 9999999999 << 30, None),
    ],
)
def test_sizes(size: str, found: int, words: str | None) -> None:
    """Kubernetes reads `8m` as 8 thousandths, and Envoy holds 32 bits."""
    assert (bytes_of(size), quantity(size)) == (found, words)


@pytest.mark.parametrize(
    ("size", "found"),
    [("8m", "8m"), ("9999", "9999"), ("10000", "10k"), ("8388608", "8192k"), ("99999999999g", "9999g"), ("20000m", "20g")],
)
def test_nginx_sizes_have_four_digits(size: str, found: str) -> None:
    """A larger number goes up to the next unit."""
    assert nginx_size(size) == found


@pytest.mark.parametrize(("seconds", "found"), [(1, "1s"), (9999, "9999s"), (10000, "167m"), (86400, "1440m")])
def test_nginx_times_have_four_digits(seconds: int, found: str) -> None:
    """Longer times are whole minutes, rounded up."""
    assert nginx_seconds(seconds) == found
