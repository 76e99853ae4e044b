"""Literals that look like credentials: how many are found, and how many are false alarms (promise 8)."""

from __future__ import annotations

from pathlib import Path

from mcpgen.checks.credentials import credentials, looks_secret
from tests.checks.samples import broken, objects

CORPUS = Path(__file__).parent / "cases" / "credentials.tsv"


def labelled(label: str) -> list[tuple[str, str]]:
    """Variables and values of the corpus with that label."""
    rows = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(name, prefix + body) for each, name, prefix, body in rows if each == label]


def test_recall() -> None:
    """At least nine of ten credentials are found."""
    secrets = labelled("secret")
    missed = [(name, value[:6]) for name, value in secrets if not looks_secret(name, value)]
    assert len(secrets) >= 120
    assert len(missed) <= len(secrets) * 0.1, missed


def test_false_alarms() -> None:
    """At most one of twenty plain values is taken for a credential."""
    plain = labelled("plain")
    alarms = [(name, value) for name, value in plain if looks_secret(name, value)]
    assert len(plain) >= 150
    assert len(alarms) <= len(plain) * 0.05, alarms


def test_findings_name_the_variable_and_not_the_value() -> None:
    """In variables and in arguments, in both forms of an option; never with the value."""
    value = "b7Gk29xQ" * 3
    container = "spec/template/spec/containers/0"
    assert list(credentials(objects(), frozenset())) == []
    for path, where in (
        (f"{container}/env/0/value", {"name": "LEVEL"}),
        (f"{container}/args", [f"--api-key={value}"]),
        (f"{container}/args", ["--token", value]),
    ):
        changed = broken("Deployment", path, where if path.endswith("args") else f"ghp_{value}AAAA")
        found = list(credentials(changed, frozenset()))
        assert len(found) == 1
        assert value not in repr(found)
