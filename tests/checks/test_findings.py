"""Findings name their object."""

from __future__ import annotations

from mcpgen.checks.findings import Finding, finding


def test_finding() -> None:
    """Kind and name come from the object."""
    subject = {"kind": "Service", "metadata": {"name": "x"}}
    assert finding(subject, ("spec",), "wrong", "right") == Finding("Service", "x", ("spec",), "wrong", "right")
