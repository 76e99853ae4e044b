"""Any bytes as a catalog give files or problems with places, in bounded time: never a traceback (promise 11)."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mcpgen.errors import Invalid, Problem
from mcpgen.pipeline import Work, generate
from tests.tools import ROOT

EVERYTHING = (ROOT / "tests/cases/positive/everything.yaml").read_bytes()
PLAIN = yaml.load(EVERYTHING, yaml.CSafeLoader)
RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)


def outcome(data: bytes) -> list[str]:
    """The problems of a catalog with these bytes, none where it is valid; anything but Invalid is a bug and raised."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.yaml"
        path.write_bytes(data)
        try:
            generate(path, Work())
        except Invalid as error:
            return [placed(problem) for problem in error.problems]
        return []


def placed(problem: Problem) -> str:
    """The problem as it is printed; it has a place and words."""
    assert problem.place.line >= 1
    assert problem.place.column >= 1
    assert problem.message
    return str(problem)


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value below the top."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in entries for found in ((*at, key), *paths(inner, (*at, key)))]


PATHS = paths(PLAIN)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(["", "/", "..", "a" * 300, "1e3", "yes", "${x}", "100m", "50%", "0.0.0.0/0", "sha256:", "\x7f", "a\tb\n"]),
    st.recursive(
        st.none() | st.integers() | st.text("ab/.-", max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "port", "a", ""]), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)


def test_the_catalog_is_valid_as_it_stands() -> None:
    """What the other tests spoil is sound, written in either style."""
    assert outcome(EVERYTHING) == []
    assert outcome(json.dumps(PLAIN).encode()) == []


@RELAXED
@given(st.sampled_from(PATHS), ODD)
@example(("mcp", "everything", "patches", 0, "patch", 0, "op"), [])
@example(("mcp", "everything", "ports", 0, "name"), {})
@example(("environments", "staging"), None)
@example(("environments", "production", "mcp"), {"name": None})
def test_any_value_anywhere(path: tuple[Any, ...], value: Any) -> None:
    """One value of a rich catalog replaced by another of any shape."""
    spoilt = copy.deepcopy(PLAIN)
    holder = spoilt
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    outcome(json.dumps(spoilt, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@RELAXED
@given(st.sampled_from(PATHS), st.sampled_from(PATHS))
def test_any_part_in_place_of_another(path: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Parts of the catalog that are right in themselves, where they do not belong."""
    spoilt = copy.deepcopy(PLAIN)
    part: Any = PLAIN
    for step in other:
        part = part[step]
    holder = spoilt
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = part
    outcome(json.dumps(spoilt).encode())


@RELAXED
@given(st.integers(0, len(EVERYTHING)), st.integers(0, 40), st.binary(max_size=12))
def test_any_bytes_cut_and_pasted(start: int, length: int, inserted: bytes) -> None:
    """Some bytes of the file gone, others in their place."""
    outcome(EVERYTHING[:start] + inserted + EVERYTHING[start + length :])
