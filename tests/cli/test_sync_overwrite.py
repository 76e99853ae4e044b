"""`mcpgen sync --force` and `--overwrite`: what they go over, and how a file may be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_sync import ran, seen
from tests.conftest import servers
from tests.tools import mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "code", "left"),
    [
        (("--force",), 0, []),
        (("--overwrite", "base/a/service.yaml"), 4, ["base/a/deployment.yaml", "base/a/service.yaml"]),
        (("--overwrite", "base/a/service.yaml", "--overwrite", "base/a/deployment.yaml"), 0, []),
        (("--overwrite", "base/a/networkpolicy.yaml"), 4, ["base/a/deployment.yaml", "base/a/service.yaml"]),
    ],
)
def test_over_a_hand_edit(words: tuple[str, ...], code: int, left: list[str], write: Callable[[str], Path]) -> None:
    """`--force` goes over all, `--overwrite` over the file it names; what is not named still stops all."""
    path = write(servers("a"))
    ran(path)
    wanted = {name: data for name, (data, _, _) in seen(path.parent).items()}
    for name in ("base/a/deployment.yaml", "base/a/service.yaml"):
        (path.parent / name).write_bytes(wanted[name] + b"# mine\n")
    assert ran(path, *words)[0] == code
    assert [name for name, (data, _, _) in seen(path.parent).items() if data != wanted[name]] == left


def test_paths_to_overwrite(write: Callable[[str], Path]) -> None:
    """From the catalog's folder, from here, or absolute, also through a link: all name the same file; a typo is an error."""
    path = write(servers("a"))
    ran(path)
    edited = path.parent / "base/a/service.yaml"
    wanted = edited.read_text()
    link = path.parent / "link"
    link.symlink_to(path.parent)
    here = edited.parent
    for folder, catalog, named in (
        (path.parent, "catalog.yaml", "./base/a/service.yaml"),
        (path.parent, "catalog.yaml", "base/../base/a//service.yaml"),
        (path.parent, "catalog.yaml", str(edited)),
        (path.parent, "catalog.yaml", str(link / "base/a/service.yaml")),
        (path.parent.parent, f"{path.parent.name}/catalog.yaml", f"{path.parent.name}/base/a/service.yaml"),
        (path.parent.parent, f"{path.parent.name}/catalog.yaml", "base/a/service.yaml"),
        (here, "../../catalog.yaml", "service.yaml"),
    ):
        edited.write_text(f"{wanted}# mine\n")
        done = mcpgen("sync", catalog, "--overwrite", named, cwd=folder)
        assert (done.returncode, edited.read_text()) == (0, wanted), (named, done.stderr)
    edited.write_text(f"{wanted}# mine\n")
    typo = "--overwrite base/a/servce.yaml: mcpgen writes no file there: did you mean base/a/service.yaml?\n"
    assert ran(path, "--overwrite", "base/a/servce.yaml") == (2, "", typo)
    for named in ("", "/etc/passwd", "../x", "base/a", "catalog.yaml"):
        assert ran(path, "--check", "--overwrite", named)[:2] == (2, "")
    assert edited.read_text() == f"{wanted}# mine\n"
