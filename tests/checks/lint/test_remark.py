"""What a rule sees: the finished objects, and the way back from them to the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.lint.remark import Subject, written
from mcpgen.stages.server import unchecked
from tests.stages.samples import load, small

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PATCH = """\
    patches:
      - target: {kind: Deployment}
        patch: [{op: replace, path: /spec/template/spec/terminationGracePeriodSeconds, value: 5}]
"""


def subject(fields: str) -> Subject:
    """The server `a` with those fields in its first environment."""
    server, objects = unchecked(load(small(fields)), "a")[0]
    return Subject(server, None, objects)


def test_objects_as_they_will_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patches and all; the server's own container is the first."""
    monkeypatch.chdir(tmp_path)
    found = subject(
        f"    sidecars: [{{name: s, image: org/s:v1}}]\n    ingress: {{enabled: true, annotations: {{a: b}}}}\n{PATCH}"
    )
    assert (found.pod["terminationGracePeriodSeconds"], found.main["name"], len(found.containers)) == (5, "a", 2)
    assert (found.way["kind"], found.words["a"]) == ("Ingress", "b")
    assert set(found.kinds) == {each["kind"] for each in found.objects}


def test_the_first_of_a_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own object comes first; others of its kind may follow."""
    monkeypatch.chdir(tmp_path)
    twice: list[Any] = [{"kind": "Service", "at": 1}, {"kind": "Service", "at": 2}]
    assert Subject(subject("").server, None, twice).kinds == {"Service": twice[0]}


def test_nothing_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty mappings, so that rules need not ask."""
    monkeypatch.chdir(tmp_path)
    found = Subject(subject("").server, None, [])
    assert (found.kinds, found.pod, found.main, found.way, found.words, found.containers) == ({}, {}, {}, {}, {}, [])


def test_the_way_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting, or the operation of the patch that wrote over it."""
    monkeypatch.chdir(tmp_path)
    path = ("spec", "template", "spec", "terminationGracePeriodSeconds")
    assert written(subject(""), "Deployment", path) == ("terminationGracePeriodSeconds",)
    assert written(subject(PATCH), "Deployment", path) == ("patches", 0, "patch", 0)
