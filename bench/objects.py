"""The objects that the peers are given, and whether they are what a peer has written."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from bench.measure import Failed
from bench.steps import MCPGEN

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENTS = ("staging", "production")
_SERVER = "app.kubernetes.io/instance"


def export(ours: Path, folder: Path) -> None:
    """Writes what `mcpgen render` prints for the catalog in `ours`, as `folder`/<environment>.json: server → objects."""
    folder.mkdir()
    for environment in ENVIRONMENTS:
        done = subprocess.run([MCPGEN, "render", environment], cwd=ours, capture_output=True, text=True, check=True)
        servers: dict[str, list[Any]] = {}
        for each in yaml.load_all(done.stdout, Loader=yaml.CSafeLoader):
            servers.setdefault(each["metadata"]["labels"][_SERVER], []).append(each)
        (folder / f"{environment}.json").write_text(json.dumps(servers), encoding="utf-8")


def compare(name: str, output: Path, folder: Path) -> None:
    """Raises Failed unless the peer's files below `output` hold exactly the objects that `export` wrote into `folder`."""
    found, wanted = written(output), given(folder)
    if found != wanted:
        missing, extra = sorted(wanted - found), sorted(found - wanted)
        first = "\n".join([*(f"missing: {each}" for each in missing[:1]), *(f"not asked for: {each}" for each in extra[:1])])
        raise Failed(f"{name}: {len(missing)} objects are missing, {len(extra)} were not asked for\n{first}")


def given(folder: Path) -> set[str]:
    """The objects that `export` wrote, each as text with its environment and server."""
    return {
        _text(environment, server, each)
        for environment in ENVIRONMENTS
        for server, objects in json.loads((folder / f"{environment}.json").read_text(encoding="utf-8")).items()
        for each in objects
    }


def written(output: Path) -> set[str]:
    """The objects in all `<environment>/<server>.*` below `output`, in the same words."""
    return {
        _text(path.parent.name, path.name.partition(".")[0], each)
        for path in output.rglob("*")
        if path.is_file()
        for each in yaml.load_all(path.read_bytes(), Loader=yaml.CSafeLoader)
    }


def _text(environment: str, server: str, subject: Any) -> str:
    return f"{environment}/{server} {json.dumps(subject, sort_keys=True)}"
