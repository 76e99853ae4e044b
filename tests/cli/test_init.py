"""`mcpgen init`: a commented catalog to start from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mcpgen import cli
from tests.tools import mcpgen, run, tool

STARTER = Path(cli.__file__).parent / "starter"
WRITTEN = {
    ".gitattributes": (STARTER / "gitattributes").read_text(encoding="utf-8"),
    ".gitignore": (STARTER / "gitignore").read_text(encoding="utf-8"),
    "catalog.yaml": (STARTER / "catalog.yaml").read_text(encoding="utf-8"),
}


def ran(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen init`."""
    done = mcpgen("init", *words, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def seen(folder: Path) -> dict[str, str]:
    """Every file in the folder with its text."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_in_an_empty_folder(tmp_path: Path) -> None:
    """Three files, each named, and what to do next; nothing else."""
    assert ran(tmp_path) == (
        0,
        "",
        "wrote catalog.yaml\nwrote .gitattributes\nwrote .gitignore\n"
        "next: edit catalog.yaml, then run `mcpgen sync catalog.yaml`\n",
    )
    assert seen(tmp_path) == WRITTEN


def test_in_a_folder_that_is_made(tmp_path: Path) -> None:
    """The folder and those above it are made; files are named from where the user stands."""
    code, out, err = ran(tmp_path, "new/deep")
    assert (code, out, err.splitlines()[0]) == (0, "", "wrote new/deep/catalog.yaml")
    assert err.splitlines()[-1] == "next: edit new/deep/catalog.yaml, then run `mcpgen sync new/deep/catalog.yaml`"
    assert seen(tmp_path / "new/deep") == WRITTEN


def test_files_that_exist_are_kept(tmp_path: Path) -> None:
    """A file of the user's stays as it is, and what it should hold is said."""
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "notes.txt").write_text("mine too\n")
    code, out, err = ran(tmp_path)
    assert (code, out) == (0, "")
    assert err == (
        "wrote catalog.yaml\nwrote .gitattributes\nkept .gitignore: it exists already; it should hold\n.mcpgen/\n\n"
        "next: edit catalog.yaml, then run `mcpgen sync catalog.yaml`\n"
    )
    assert seen(tmp_path) == {**WRITTEN, ".gitignore": "mine\n", "notes.txt": "mine too\n"}


def test_a_catalog_is_never_overwritten(tmp_path: Path) -> None:
    """Exit 4 and one line; no other file is written either. A second `init` is the same."""
    (tmp_path / "catalog.yaml").write_text("")
    said = "catalog.yaml exists already, and init never overwrites: edit it, or start in another folder\n"
    assert ran(tmp_path) == (4, "", said)
    assert seen(tmp_path) == {"catalog.yaml": ""}
    (tmp_path / "catalog.yaml").unlink()
    assert ran(tmp_path)[0] == 0
    assert ran(tmp_path) == (4, "", said)
    assert seen(tmp_path) == WRITTEN


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("file", "file: File exists"),
        ("file/below", "file/below: Not a directory"),
        ("/proc/none", "/proc/none: No such file or directory"),
        ("x" * 300, f"{'x' * 300}: File name too long"),
    ],
)
def test_what_is_no_folder(word: str, said: str, tmp_path: Path) -> None:
    """A file, a path below one, and a place that takes no folders: one line, exit 5, and nothing is written."""
    (tmp_path / "file").write_text("mine\n")
    assert ran(tmp_path, word) == (5, "", f"{said}; name a folder that can be written to\n")
    assert seen(tmp_path) == {"file": "mine\n"}


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder in which the system makes no files: one line that names the file."""
    done = ran(tmp_path, "/proc/self")
    assert done == (5, "", "/proc/self/catalog.yaml: No such file or directory; name a folder that can be written to\n")


def test_kustomize_builds_what_it_leads_to(tmp_path: Path) -> None:
    """The starter syncs as it is, and kustomize accepts each environment."""
    ran(tmp_path)
    assert mcpgen("sync", cwd=tmp_path).returncode == 0
    for environment, host in (("staging", "mcp-my-server.staging.example.com"), ("production", "mcp-my-server.example.com")):
        built = run(tool("kustomize"), "build", f"overlays/{environment}", cwd=tmp_path)
        kinds = re.findall(r"^kind: (\w+)$", built, re.MULTILINE)
        assert {"Deployment", "Service", "Ingress", "NetworkPolicy", "ServiceAccount"} <= set(kinds)
        assert f"host: {host}\n" in built


def test_what_is_commented_out_is_valid_too(tmp_path: Path) -> None:
    """Every suggestion in the starter works when its comment sign is removed."""
    ran(tmp_path)
    path = tmp_path / "catalog.yaml"
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    bare, suggestions = re.subn(r"(?m)^( *)# ( *(?:- )?[A-Za-z]+:)", r"\1\2", body)
    path.write_text(f"{head}\n\n{bare.replace('sha256:…', 'sha256:' + '0a' * 32)}", encoding="utf-8")
    assert suggestions > 10
    done = mcpgen("validate", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (0, "catalog.yaml is valid: 1 server, 28 files")


def test_git_takes_what_it_writes(tmp_path: Path) -> None:
    """Git ignores a running sync's folder, keeps line ends, and folds generated files away."""
    ran(tmp_path)
    run("git", "init", "-q", ".", cwd=tmp_path)
    assert run("git", "check-ignore", ".mcpgen/journal", cwd=tmp_path) == ".mcpgen/journal\n"
    files = [f"{folder}/a/deployment.yaml" for folder in ("base", "overlays/staging", "clusters/staging")]
    shown = run("git", "check-attr", "eol", "linguist-generated", "--", *files, "catalog.yaml", cwd=tmp_path)
    assert shown.splitlines() == [
        *(f"{file}: {said}" for file in files for said in ("eol: lf", "linguist-generated: set")),
        *(f"catalog.yaml: {what}: unspecified" for what in ("eol", "linguist-generated")),
    ]
