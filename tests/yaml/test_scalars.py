"""Plain scalars: what every reader takes alike has a value, all else is refused."""

from __future__ import annotations

import pytest

from mcpgen.yaml.scalars import Surprising, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("8000", 8000),
        ("9223372036854775807", 2**63 - 1),
        ("0.5", 0.5),
        ("-1.25", -1.25),
        ("100m", "100m"),
        ("1Gi", "1Gi"),
        ("15m0s", "15m0s"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("1.2.3", "1.2.3"),
        ("v1.10", "v1.10"),
        ("8000:8000", "8000:8000"),
        ("-", "-"),
        ("ghcr.io/org/server:v1@sha256:00", "ghcr.io/org/server:v1@sha256:00"),
        ("nobody", "nobody"),
    ],
)
def test_value(text: str, value: object) -> None:
    """A scalar that YAML 1.1, 1.2 and Go read alike has that value, with that type."""
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("y", "Y", "yes", "No", "NO", "on", "OFF", "True", "FALSE", "Null", "NULL", "=", "<<"),
        *("1e3", "1E5", "1.5e3", ".5", "5.", "1.10", "0o14", "0123", "08", "0x1F", "0b11", "1_000", "+1", "-0", "00"),
        *("22:30", "1:30:00", "190:20:30.15", ".inf", "-.INF", ".nan", "2024-01-01", "2024-1-1 10:00:00"),
        *("9223372036854775808", "1" * 600, "1" + ":00" * 200_000),
    ],
)
def test_surprise(text: str) -> None:
    """A scalar that readers disagree on is refused, with the way out."""
    with pytest.raises(Surprising) as raised:
        resolve(text)
    assert "in quotes" in raised.value.remedy


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0440", "288, its decimal value"), ("0o440", "288, its decimal value"), ("-017", "-15, its decimal value")),
        *(("00", "0, its decimal value"), ("0_17", "15, its decimal value"), ("08", "8"), ("-0", "0"), ("+1", "1")),
        *(("0x1F", "31"), ("0b101", "5"), ("1_000", "1000"), ("1e3", "1000"), ("1.5E3", "1500"), ("1.e2", "100")),
        *(("100e-2", "1"), ("9e18", "9000000000000000000")),
    ],
)
def test_the_number_that_is_meant(text: str, number: str) -> None:
    """A whole number in another form is told in the form that every reader takes alike."""
    with pytest.raises(Surprising) as raised:
        resolve(text)
    octal = "an octal number to some YAML readers and not to others"
    read = octal if "its decimal" in number else "read differently by YAML's versions"
    assert str(raised.value) == f"`{text}` is {read}"
    assert raised.value.remedy == f'write {number}, or put it in quotes if text is meant: "{text}"'


@pytest.mark.parametrize(
    "text",
    [
        "0x_",
        "._e3",
        "1.10",
        "5.",
        ".5",
        "1e-3",
        "1.2345e3",
        "1e19",
        "1e99999",
        "22:30",
        "2024-01-01",
        ".inf",
        "9223372036854775808",
    ],
)
def test_what_is_no_whole_number(text: str) -> None:
    """A version, a time, a fraction or a number that no reader holds belongs in quotes."""
    with pytest.raises(Surprising) as raised:
        resolve(text)
    assert raised.value.remedy == f'put it in quotes: "{text}"'
