"""Kubernetes' own schemas: every error, in plain words, in the version that is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.schema import schema_findings, versions
from mcpgen.yaml.emitter import emit
from mcpgen.yaml.loader import load
from tests.checks.samples import broken, objects


def test_versions() -> None:
    """A range of versions, oldest first."""
    assert versions()[0] == "1.25"
    assert {"1.34", "1.37"} <= set(versions())


@pytest.mark.parametrize("version", ["1.25", "1.34", "1.37"])
def test_a_sound_server(version: str) -> None:
    """Nothing is found where nothing is wrong; loaded YAML is taken as it is."""
    for each in objects():
        assert schema_findings(version, each) == []
        assert schema_findings(version, load(emit(each).encode(), "f")) == []


@pytest.mark.parametrize("version", ["1.34", "1.37"])
@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("Deployment", "spec/replicas", "2", ("expected a whole number, got text", "write it without quotes")),
        ("Deployment", "spec/paused", "no", ("expected true or false, got text", "write it without quotes")),
        ("Deployment", "spec/template/spec/containers/0/imag", "x", ("unknown field `imag`", "did you mean `image`?")),
        (
            "Deployment",
            "spec/template/spec/containers/0/args",
            "x",
            ("expected a list, got text", "write items that begin with `- `"),
        ),
        ("Deployment", "spec/template/spec/containers/0/env/0/name", ["x"], ("expected text, got a list", "write text")),
        ("Deployment", "spec/template/spec/containers/0/name", None, ("`name` is missing", "write `name: …`")),
        ("Service", "spec/ports/0/targetPort", [], ("expected text or a whole number, got a list", "write one of those")),
        (
            "Deployment",
            "kind",
            "Deploymnet",
            ("Kubernetes {version} has no Deploymnet in apps/v1", "did you mean `Deployment`?"),
        ),
    ],
)
def test_one_thing_wrong(version: str, kind: str, path: str, value: Any, told: tuple[str, str]) -> None:
    """The message says what is wrong and what to write, and repeats no value."""
    subject = next(each for each in broken(kind, path, value) if each["kind"] in (kind, value))
    found = schema_findings(version, subject)
    assert [(each.message, each.remedy) for each in found] == [(told[0].format(version=version), told[1])]


def test_all_errors_at_once() -> None:
    """Two mistakes are two findings, each at its own path."""
    subject = broken("Deployment", "spec/replicas", "2")[0]
    subject["spec"]["pausd"] = True
    assert {each.path for each in schema_findings("1.34", subject)} == {("spec", "replicas"), ("spec", "pausd")}


def test_kinds_of_others() -> None:
    """A kind that Kubernetes does not own has no schema here."""
    assert schema_findings("1.34", {"apiVersion": "external-secrets.io/v1", "kind": "Any", "metadata": {"name": "x"}}) == []
