"""The user's cache: where it is, and which programs share what is in it."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

import pytest

import mcpgen
from mcpgen.cli.cache import program, user_cache
from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "below"), [("XDG_CACHE_HOME", "mcpgen/servers.sqlite"), ("HOME", ".cache/mcpgen/servers.sqlite")]
)
def test_where_it_is(name: str, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder that XDG_CACHE_HOME names, otherwise below the user's home."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv(name, str(tmp_path))
    cache = user_cache()
    assert cache is not None
    cache.keep({b"key": b"value"}, [])
    assert (tmp_path / below).is_file()


def test_it_is_bound_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one program keeps, another does not find."""
    first = user_cache()
    assert first is not None
    first.keep({b"key": b"value"}, [])
    monkeypatch.setattr(sys, "version", "another")
    second = user_cache()
    assert second is not None
    assert (first.recall([b"key"]), second.recall([b"key"])) == ({b"key": b"value"}, {})


@pytest.mark.parametrize("home", [None, "", "not/absolute"])
def test_a_user_without_a_home(home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no cache, and no folder appears where the program runs."""

    def unknown(_: int) -> None:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    assert user_cache() is None
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for mcpgen's own: two source files and one of data."""
    (tmp_path / "package/yaml").mkdir(parents=True)
    for name in ("__init__.py", "yaml/loader.py", "yaml/rules.txt"):
        (tmp_path / "package" / name).write_text("one\n")
    monkeypatch.setattr(mcpgen, "__file__", str(tmp_path / "package/__init__.py"))
    return tmp_path / "package"


def replaced(path: Path) -> None:
    """Other text of the same length and time, as a build with times of its own leaves it."""
    at = path.stat().st_mtime_ns
    path.write_text("two\n")
    os.utime(path, ns=(at, at))


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": lambda package: replaced(package / "yaml/loader.py"),
    "data": lambda package: replaced(package / "yaml/rules.txt"),
    "size": lambda package: (package / "yaml/loader.py").write_text("other\n"),
    "more": lambda package: (package / "yaml/more.py").write_text(""),
    "less": lambda package: (package / "yaml/rules.txt").unlink(),
    "name": lambda package: (package / "yaml/rules.txt").rename(package / "yaml/rule.txt"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_source(change: str, package: Path) -> None:
    """A file that changed, came, went, or has another name, makes it another program."""
    before = program()
    assert program() == before
    CHANGES[change](package)
    assert program() != before


def test_what_python_compiles_is_no_source(package: Path) -> None:
    """Those files come and go with every Python, also half written ones under other names."""
    before = program()
    (package / "__pycache__").mkdir()
    (package / "__pycache__/loader.cpython-311.pyc").write_text("compiled")
    (package / "__pycache__/loader.cpython-311.pyc.140213").write_text("half")
    assert program() == before


@dataclass
class Installed:
    """A distribution as the system tells of it."""

    version: str
    requires: list[str] | None


@pytest.mark.parametrize("name", ["mcpgen", "pydantic", "kubernetes-validate", "pyyaml"])
def test_another_version(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of mcpgen, or of any library that it asks for: another program."""
    before = program()
    asked: list[str] = []

    def changed(each: str) -> Installed:
        asked.append(each)
        real = distribution(each)
        return Installed("0.0.1" if each == name else real.version, real.requires)

    monkeypatch.setattr("mcpgen.cli.cache.distribution", changed)
    assert program() != before
    libraries = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(asked) == sorted([*(each.partition(">")[0] for each in libraries), "mcpgen"])


def test_another_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release more may sort or print otherwise."""
    before = program()
    monkeypatch.setattr(sys, "version", f"{sys.version}+")
    assert program() != before


def test_a_library_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that only another system needs has no version here, and nothing is raised."""

    def found(name: str) -> Installed:
        if name != "mcpgen":
            raise PackageNotFoundError(name)
        return Installed("0.1", ["pywin32>=3; sys_platform == 'win32'"])

    before = program()
    monkeypatch.setattr("mcpgen.cli.cache.distribution", found)
    assert program() != before
