"""Annotations that their controller does not know, or that do nothing alone."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from mcpgen.checks import lint
from mcpgen.checks.lint.names import RULES, known
from mcpgen.streaming.controllers import CONTROLLERS
from mcpgen.streaming.interface import BasicAuth, Cors, Intent, RateLimit
from tests.checks.lint.samples import cases, expected, misnamed, said, uncovered


@pytest.mark.usefixtures("in_cases")
@pytest.mark.parametrize("name", cases(RULES))
def test_whole_output(name: str) -> None:
    """All that lint says of each case."""
    assert said(name) == expected(name)
    assert not misnamed(name)


def test_every_rule_speaks_and_is_silent() -> None:
    """In at least one case each."""
    assert uncovered(RULES) == []


@pytest.mark.parametrize("owner", ["nginx", "nginx-f5", "haproxy", "traefik", "alb"])
def test_lists_hold_whole_names(owner: str) -> None:
    """One annotation a line with its prefix, sorted, each once; `*` stands for a name of the user's."""
    names, patterns = known(owner)
    text = (Path(lint.__file__).parent / "annotations" / f"{owner}.txt").read_text(encoding="utf-8")
    assert text == "".join(f"{name}\n" for name in sorted({*names, *patterns}))
    assert all(name.count("/") == 1 for name in (*names, *patterns))


@pytest.mark.parametrize("owner", ["nginx", "nginx-f5", "haproxy", "traefik", "alb"])
def test_lists_know_what_mcpgen_itself_writes(owner: str) -> None:
    """Every annotation of a route that asks for all there is."""
    asked = Intent(
        "a",
        "mcp",
        "a.example.com",
        "/",
        "Prefix",
        80,
        streaming=True,
        idle=60,
        sessions="cookie",
        session_header="H",
        rate=RateLimit(1, 1, 1, 1),
        cors=Cors(("*",), ("GET",), ("A",), ("B",), credentials=False, max_age=1),
        certificate="c",
        max_body="1m",
        allowlist=("10.0.0.0/8",),
        auth=BasicAuth("s"),
    )
    names, patterns = known(owner)
    written = CONTROLLERS[owner].route(asked).annotations
    assert [name for name in written if name not in names and not any(fnmatchcase(name, each) for each in patterns)] == []
