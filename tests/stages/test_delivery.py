"""Delivered environments in whole: every file of each case, built by the real kustomize too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mcpgen import pipeline
from mcpgen.checks.lint.estate import Estate
from mcpgen.delivery.site import site
from mcpgen.errors import Place
from mcpgen.pipeline import Work
from mcpgen.stages.delivery import Census, delivery_files, estates, sites
from mcpgen.tree.header import Seal, body, verify
from mcpgen.tree.plan import Policy
from tests.delivery.samples import CASES, loaded, small
from tests.tools import run, tool

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
TEXT = """\
environments:
  production: {namespace: tools, delivery: {git: {url: "https://git.example.com/org/mcp"}, grouping: group, flux: {}}}
  staging: {namespace: tools}
defaults: {image: {repository: org/server, tag: v1}, port: 8000}
mcp: {a: {owner: team}, b: {}}
"""


def delivered(name: str) -> dict[str, str]:
    """The case's files for delivery, and those of servers that carry annotations for it: path → body."""
    files = pipeline.generate(CASES / f"{name}.yaml", Work())
    marks = ("argocd.argoproj.io/", "toolkit.fluxcd.io/")
    return {
        path: body(files[path])
        for path in sorted(files)
        if path.startswith("clusters/") or "/groups/" in path or any(mark in files[path] for mark in marks)
    }


def shown(name: str) -> str:
    """The same as one text."""
    return "".join(f"# {path}\n{text}" for path, text in delivered(name).items())


def canonical(objects: list[Any]) -> list[str]:
    """Objects such that neither their order nor that of their keys counts."""
    return sorted(json.dumps(each, sort_keys=True) for each in objects)


def built(folder: Path) -> list[str]:
    """What the real kustomize builds of a folder."""
    return canonical(list(yaml.safe_load_all(run(tool("kustomize"), "build", folder))))


@pytest.mark.parametrize("name", NAMES)
def test_whole_output(name: str) -> None:
    """Every file by which the tools deliver the case's environments."""
    assert shown(name) == (CASES / f"{name}.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_kustomize_builds_every_folder(name: str, tmp_path: Path) -> None:
    """Each folder below clusters/ and each group builds alone, to the objects of its files and of its servers."""
    (tmp_path / "catalog.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    pipeline.sync(tmp_path / "catalog.yaml", Policy(), Work(), 0)
    for folder in {path.parent for path in tmp_path.glob("clusters/**/*.yaml")}:
        files = [path for path in folder.glob("*.yaml") if path.name != "kustomization.yaml"]
        assert built(folder) == canonical([yaml.safe_load(path.read_text()) for path in files])
    for folder in {path.parent for path in tmp_path.glob("overlays/*/groups/*/*")}:
        servers = [
            each.rpartition("/")[2] for each in yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
        ]
        rendered = (pipeline.render(tmp_path / "catalog.yaml", folder.parts[-3], server) for server in servers)
        assert built(folder) == canonical([subject for objects in rendered for subject in objects])


def test_files_are_sealed_and_idempotent(tmp_path: Path) -> None:
    """They are mcpgen's own: a second sync keeps them, and one without the delivery deletes them."""
    path = tmp_path / "catalog.yaml"
    path.write_text(TEXT)
    pipeline.sync(path, Policy(), Work(), 0)
    files = [each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.yaml") if each.parent != tmp_path]
    assert {verify(file, (tmp_path / file).read_bytes()) for file in files} == {Seal.OURS}
    assert pipeline.sync(path, Policy(), Work(), 0).clean
    path.write_text(TEXT.replace(", flux: {}", ""))
    gone = sorted(change.path for change in pipeline.sync(path, Policy(), Work(), 0).deletes)
    assert gone == sorted(file for file in files if file.startswith("clusters/") or "/groups/" in file)


def test_census() -> None:
    """Servers are kept for delivered environments only, objects are counted for all; parts add up."""
    one, two = Census({"production": [small("a")]}, {"production": 4}), Census({}, {"production": 5, "staging": 1})
    one.add(two)
    one.add(Census({"production": [small("b")]}, {"staging": 2}))
    assert one == Census({"production": [small("a"), small("b")]}, {"production": 9, "staging": 3})


def test_sites_and_estates() -> None:
    """A delivered environment is a site; every environment is an estate, with the place that says how it is delivered."""
    whole = loaded(TEXT)
    census = Census({"production": [small("b"), small("a", "team")]}, {"production": 8, "staging": 3})
    (found,) = sites(whole, census)
    assert found == site("production", "tools", whole.deliveries["production"], [small("a", "team"), small("b")])
    file = whole.source.file
    assert list(estates(whole, census)) == [
        Estate("production", 8, found, Place(file, 2, 102), "environments.production.delivery.grouping", {}),
        Estate("staging", 3, None, Place(file, 3, 12), "environments.staging", {}, (found,)),
    ]
    assert sorted(delivery_files(whole, found)) == [
        "clusters/production/flux/group-team.yaml",
        "clusters/production/flux/group-unowned.yaml",
        "clusters/production/flux/kustomization.yaml",
        "clusters/production/flux/namespace.yaml",
        "clusters/production/flux/root.yaml",
        "clusters/production/flux/source.yaml",
        "overlays/production/groups/team/kustomization.yaml",
        "overlays/production/groups/unowned/kustomization.yaml",
    ]
